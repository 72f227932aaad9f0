"""The demonstration portfolio: a fictitious organisation with 150 relationships and three years of history.

It lives in this room because it makes users who sign in, and because from here the principles may be seen;
nothing imports it but the command `demo` and the task that a page asks for it with (`access/tasks.py`).

    organisation.toml, buying.toml, selling.toml   written by hand: who, with whom, about what, how it stands
    evidence.toml  written by hand: what both sides want, win, can do and object to, by category
    standing.toml  written by hand: what was recorded of whom, explanations, judgements, the sets
    stories.py     how a relationship stands: what was chosen, how much trust there is
    terms.py       the contracts, with every kind of term
    plan.py        from archetypes to 150 worked-out relationships; random only by seed
    timeline.py    when each thing was recorded, over three years
    session.py     a day on which a portfolio was worked on
    diary.py       what people did between these days, each act at its moment
    standing.py    what goes into the diary: evidence.py, objections.py, development.py, explained.py
    governance.py  how the organisation made the principles its own
    load.py        writes it all, session by session, with its history
    users.py       the five who can sign in
"""

from access.demonstration.load import Loaded, load
from access.demonstration.users import NewUser, keep_passwords

__all__ = ["Loaded", "NewUser", "keep_passwords", "load"]
