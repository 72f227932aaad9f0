"""The demonstration portfolio: a fictitious organisation with 150 relationships and three years of history.

It lives in this room because it makes users who sign in, and because from here the principles may be seen,
of which it will bring evidence; nothing imports it but the command `demo`.

    organisation.toml, buying.toml, selling.toml   written by hand: who, with whom, about what, how it stands
    stories.py     how a relationship stands: what was chosen, how much trust there is
    terms.py       the contracts, with every kind of term
    plan.py        from archetypes to 150 worked-out relationships; random only by seed
    timeline.py    when each thing was recorded, over three years
    load.py        writes it all, session by session, with its history
    users.py       the five who can sign in
"""

from access.demonstration.load import Loaded, load
from access.demonstration.users import NewUser, keep_passwords

__all__ = ["Loaded", "NewUser", "keep_passwords", "load"]
