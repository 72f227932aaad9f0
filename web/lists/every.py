"""The lists there are, by name."""

from web.lists.contracts import CONTRACTS
from web.lists.parties import PARTIES
from web.lists.relationships import RELATIONSHIPS

LISTINGS = {each.name: each for each in (RELATIONSHIPS, PARTIES, CONTRACTS)}
