"""What somebody who leaves owned goes to a successor."""

from __future__ import annotations

from django.db.models import Q

from relationships import changes
from relationships.actor import Actor
from relationships.history import update_all
from relationships.models import Relationship, User
from relationships.queries import visible_to


def hand_over(*, by: Actor, of: User, to: User) -> None:
    """Name the successor wherever the other is owner or deputy, as far as the successor may see it.

    One is never owner and deputy at once: where he would be, the place of the deputy becomes empty. Rooms
    above hand over what they keep (`changes.register_leaving`).
    """
    seen = visible_to(to, Relationship).filter(Q(owner=of) | Q(deputy=of)).select_for_update(no_key=True)
    found = list(seen.order_by("pk"))
    for each in found:
        if each.owner_id == of.pk:
            each.owner = to
            each.deputy = None if each.deputy_id == to.pk else each.deputy
        if each.deputy_id == of.pk:
            each.deputy = None if each.owner_id == to.pk else to
    update_all(found, ("owner", "deputy"), by)
    if found:
        changes.announce(changes.Kind.RELATIONSHIP, [each.pk for each in found], by, bulk=True)
    changes.left(by, of, to)
