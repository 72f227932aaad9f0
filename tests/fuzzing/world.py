"""A little of everything in an empty registry, and a token for all of it: `python -m tests.fuzzing.world`."""

from __future__ import annotations

import django


def main() -> None:
    django.setup()
    from django.utils import timezone

    from access.actions.tokens import create_token
    from tests import builders as b
    from tests.principles import worlds as w

    user = b.user("ADMINISTRATOR", username="fuzz")
    place = w.place(b.root())
    b.contract(None, place.relationship, number="C-1", value="10", currency="EUR")
    b.rate(None, place.relationship)
    b.assessment(None, place.relationship, "CUSTOMER_TO_SUPPLIER", 3)
    _token, text = create_token(by=b.system(timezone.now()), user=user, name="fuzz", scope="ADMIN")
    print(text)


if __name__ == "__main__":
    main()
