"""The list of contracts."""

from web.lists.contracts import CONTRACTS
from web.lists.pages import pages_of

urls = [*pages_of(CONTRACTS)]
