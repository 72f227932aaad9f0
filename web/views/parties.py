"""The list of parties."""

from web.lists.pages import pages_of
from web.lists.parties import PARTIES

urls = [*pages_of(PARTIES)]
