"""Which addresses may be told: public ones over https, and what settings name."""

from __future__ import annotations

import pytest

from access.webhooks.targets import Target, is_open, resolved, target_of
from relationships.errors import Refused


def code(url: str, *found: str) -> str:
    """Why an address is refused, with the network addresses that its name leads to; empty: it isn't."""
    try:
        resolved(target_of(url), lambda _host, _port: list(found))
    except Refused as refused:
        return refused.refusals[0].code
    return ""


def test_an_address_is_taken_apart() -> None:
    assert target_of("https://Hooks.Example.ORG./a/b?c=d") == Target(
        "https", "hooks.example.org", 443, "/a/b?c=d"
    )
    assert target_of("https://[2606:4700::0001]") == Target("https", "2606:4700::1", 443, "/")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "https:///hook",
        "hooks.example.org",
        "//hooks.example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org:443/",
        "http://example.org/",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://example.org@127.0.0.1/",
        "https://127.0.0.1\\@example.org/",
        "https://example.org:22/",
        "https://example.org:99999/",
        "https://example.org:/",
        "https://example.org/#part",
        "https://example.org/ a",
        "https://example.org/\r\nHost: other",
        "https://exämple.org/",
        "https://①②⑦.⓪.⓪.①/",
        "https://exa mple.org/",
        "https://example..org/",
        "https://-example.org/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://0x7f.0.0.1/",
        "https://0x7f000001/",
        "https://127.1/",
        "https://127.0.0.0x1/",
        "https://1.2.3.4.5/",
        "https://256.0.0.1/",
        "https://[::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[::1/",
        "https://[example.org]/",
        "https://%31%32%37.0.0.1/",
        "https://" + "a" * 2_000 + ".org/",
    ],
)
def test_what_is_no_address_of_the_public_is_refused_before_it_is_looked_up(url: str) -> None:
    def looked_up(_host: str, _port: int) -> list[str]:
        raise AssertionError("nothing is looked up")

    with pytest.raises(Refused) as refused:
        resolved(target_of(url), looked_up)
    assert [each.code for each in refused.value.refusals] == ["TARGET_REFUSED"]


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.5",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "fe80::1%eth0",
        "nonsense",
    ],
)
def test_what_leads_inside_is_refused_as_it_stands_and_behind_a_name(address: str) -> None:
    assert not is_open(address)
    assert code("https://hooks.example.org/", address) == "TARGET_REFUSED"
    assert code("https://hooks.example.org/", "8.8.8.8", address) == "TARGET_REFUSED"
    if "%" not in address and address != "nonsense":
        assert code(f"https://[{address}]/" if ":" in address else f"https://{address}/") == "TARGET_REFUSED"


@pytest.mark.parametrize("host", ["localhost", "localhost.", "LOCALHOST", "a.localhost", "ip6-localhost"])
def test_names_of_this_machine_are_refused_whatever_they_lead_to(host: str) -> None:
    assert code(f"https://{host}/", "8.8.8.8") == "TARGET_REFUSED"


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])
def test_the_public_may_be_told(address: str) -> None:
    assert is_open(address)
    assert code("https://hooks.example.org/", address) == ""


def test_a_name_that_leads_nowhere_is_said_to_be_unknown() -> None:
    assert code("https://hooks.example.org/") == "TARGET_UNKNOWN"

    def fails(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(Refused) as refused:
        resolved(target_of("https://hooks.example.org/"), fails)
    assert refused.value.refusals[0].code == "TARGET_UNKNOWN"


def test_a_name_is_looked_up_once_and_the_connection_goes_where_that_led() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    assert resolved(target_of("https://hooks.example.org/"), lambda *_asked: next(answers)) == "8.8.8.8"
    assert next(answers) == ["127.0.0.1"]


def test_settings_open_ports_http_hosts_and_networks_of_ones_own(settings) -> None:
    settings.WEBHOOK_ALLOW_HTTP = True
    settings.WEBHOOK_PORTS = [443, 8080]
    settings.WEBHOOK_INTERNAL = ["10.1.0.0/16", "fd12::/16", "Erp.Internal"]
    assert code("http://hooks.example.org:8080/", "8.8.8.8") == ""
    assert code("http://hooks.example.org/", "8.8.8.8") == "TARGET_REFUSED"
    assert code("https://10.1.2.3/") == ""
    assert code("https://10.2.2.3/") == "TARGET_REFUSED"
    assert code("https://[fd12::1]/") == ""
    assert code("https://erp.internal/", "192.168.0.9") == ""
    assert code("https://other.internal/", "192.168.0.9") == "TARGET_REFUSED"
