"""Which addresses may be told of events, and to which network address the connection goes.

A server that calls addresses that people give can be made to call its own network. So: https only, names that
lead to public addresses only, resolved once, and the connection goes to the very address that was checked.
Settings allow http, other ports and named hosts or networks of one's own.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NoReturn

from django.conf import settings
from django.utils.translation import gettext_noop as N_

from relationships.errors import phrase, refuse, shown

LONGEST = 2_000
RESOLVING_SECONDS = 5
PORTS = {"http": 80, "https": 443}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]

_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
    r"(?P<host>\[[^\]/?#@]*\]|[^:/?#@\[\]]*)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[^?#]*)?(?P<query>\?[^#]*)?\Z"
)
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z")
_OWN_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")

# Not for the public: RFC 6890 and its successors, and the addresses of clouds that answer their own guests.
_CLOSED_4 = tuple(
    ipaddress.IPv4Network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Of IPv6 only what is given out to the public is open, without what stands for IPv4 or leads into tunnels.
_OPEN_6 = ipaddress.IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    ipaddress.IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `host` is lower case, without the point at its end or the brackets of IPv6."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """The address taken apart; refuses with TARGET_REFUSED what can't be one, before any name is resolved."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        _refuse(url, N_("give an address of plain characters, such as https://example.org/hook"))
    found = _URL.match(url)
    if found is None:
        _refuse(url, N_("give an address of plain characters, such as https://example.org/hook"))
    scheme, host = found["scheme"].lower(), found["host"].lower()
    if scheme != "https" and not (scheme == "http" and settings.WEBHOOK_ALLOW_HTTP):
        _refuse(url, N_("it has to be https"))
    port = int(found["port"] or PORTS[scheme])
    if port not in settings.WEBHOOK_PORTS:
        _refuse(url, N_("port %(port)s is not one of those allowed"), port=port)
    return Target(scheme, _host(url, host), port, (found["path"] or "/") + (found["query"] or ""))


def _host(url: str, host: str) -> str:
    if host.startswith("["):
        try:
            return str(ipaddress.IPv6Address(_without_zone(url, host[1:-1])))
        except ValueError:
            _refuse(url, N_("its host is no name and no address"))
    host = host.removesuffix(".")
    if _NUMBER.match(host.rsplit(".", 1)[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            _refuse(url, N_("its host is no name and no address"))
    if len(host) > 253 or not _NAME.match(host):
        _refuse(url, N_("its host is no name and no address"))
    return host


def _without_zone(url: str, host: str) -> str:
    if "%" in host:
        _refuse(url, N_("its host is no name and no address"))
    return host


def resolved(target: Target, resolver: Resolver | None = None) -> str:
    """The network address to connect to. Refuses with TARGET_REFUSED, or TARGET_UNKNOWN where there is none.

    One that may not be told among several refuses all: a name is not a way round.
    """
    if _is_internal_name(target.host):
        return _found(target, resolver)[0]
    if target.host in _OWN_NAMES or target.host.endswith(".localhost"):
        _refuse(target.host, N_("it is inside this server's own network"))
    found = _found(target, resolver)
    if not all(is_open(each) for each in found):
        _refuse(target.host, N_("it is inside this server's own network"))
    return found[0]


def _found(target: Target, resolver: Resolver | None) -> list[str]:
    try:
        return [str(ipaddress.ip_address(target.host))]
    except ValueError:
        pass
    found = _in_time(resolver or _addresses, target)
    if not found:
        refuse("TARGET_UNKNOWN", "target", value=shown(target.host))
    return found


def _in_time(resolver: Resolver, target: Target) -> list[str]:
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        return pool.submit(resolver, target.host, target.port).result(RESOLVING_SECONDS)
    except (OSError, TimeoutError, UnicodeError):
        return []
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_open(text: str) -> bool:
    """Whether a network address is one of the public, or allowed by `settings.WEBHOOK_INTERNAL`."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return _is_public(address) or any(
        address in network for network in _internal_networks() if network.version == address.version
    )


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in each for each in _CLOSED_4)
    if address.scope_id is not None:
        return False
    return address in _OPEN_6 and not any(address in each for each in _CLOSED_6)


def _is_internal_name(host: str) -> bool:
    return host in {each.lower().removesuffix(".") for each in settings.WEBHOOK_INTERNAL}


def _internal_networks() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    networks = []
    for each in settings.WEBHOOK_INTERNAL:
        try:
            networks.append(ipaddress.ip_network(each))
        except ValueError:
            continue  # a name
    return networks


def _refuse(url: str, why: str, **values: object) -> NoReturn:
    refuse("TARGET_REFUSED", "target", value=shown(url), why=phrase(why, **values))
