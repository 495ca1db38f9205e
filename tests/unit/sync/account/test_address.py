"""What people type as the address of a relay."""

from __future__ import annotations

import pytest

from sync.account.address import AddressFlaw, Way, read_address
from sync.errors import RelayAddressError


@pytest.mark.parametrize(
    ("typed", "url", "way"),
    [
        ("relay.example.org", "https://relay.example.org", Way.TLS),
        ("  HTTPS://Relay.Example.org:443/ ", "https://relay.example.org", Way.TLS),
        ("https://example.org:8443/relay/", "https://example.org:8443/relay", Way.TLS),
        ("https://10.0.0.7", "https://10.0.0.7", Way.TLS),
        ("https://bücher.example", "https://xn--bcher-kva.example", Way.TLS),
        ("localhost:8787", "http://localhost:8787", Way.THIS_COMPUTER),
        ("http://127.0.0.1:8787", "http://127.0.0.1:8787", Way.THIS_COMPUTER),
        ("127.0.0.1", "http://127.0.0.1", Way.THIS_COMPUTER),
        ("http://[::1]:8787", "http://[::1]:8787", Way.THIS_COMPUTER),
        ("https://localhost", "https://localhost", Way.TLS),
        ("http://192.168.1.20:8787", "http://192.168.1.20:8787", Way.PLAIN_NEARBY),
        ("http://nas:80", "http://nas", Way.PLAIN_NEARBY),
        ("http://relay.local", "http://relay.local", Way.PLAIN_NEARBY),
        ("http://[fe80::1]", "http://[fe80::1]", Way.PLAIN_NEARBY),
    ],
)
def test_run24_an_address_is_written_in_one_way(typed: str, url: str, way: Way) -> None:
    """RUN-24."""
    found = read_address(typed)
    assert (found.url, found.way) == (url, way)
    assert read_address(found.url) == found


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ("", AddressFlaw.EMPTY),
        ("   ", AddressFlaw.EMPTY),
        ("http://relay.example.org", AddressFlaw.PLAIN),
        ("http://8.8.8.8", AddressFlaw.PLAIN),
        ("http://localhost.example.org", AddressFlaw.PLAIN),
        ("ftp://relay.example.org", AddressFlaw.SCHEME),
        ("ws://relay.example.org", AddressFlaw.SCHEME),
        ("https://me:secret@relay.example.org", AddressFlaw.EXTRAS),
        ("https://relay.example.org/?token=1", AddressFlaw.EXTRAS),
        ("https://relay.example.org/#x", AddressFlaw.EXTRAS),
        ("https://", AddressFlaw.MALFORMED),
        ("two words", AddressFlaw.MALFORMED),
        ("https://relay.example.org:99999", AddressFlaw.MALFORMED),
        ("https://relay..example", AddressFlaw.MALFORMED),
        ("https://[::1", AddressFlaw.MALFORMED),
        ("https://a" + "b" * 3000, AddressFlaw.MALFORMED),
        ("https://relay.example.org/a b", AddressFlaw.MALFORMED),
        ("https://-x.example", AddressFlaw.MALFORMED),
    ],
)
def test_run24_what_is_no_safe_address_is_refused_with_its_flaw(typed: str, flaw: AddressFlaw) -> None:
    """RUN-24: plain http beyond the local network most of all."""
    with pytest.raises(RelayAddressError) as refused:
        read_address(typed)
    assert refused.value.flaw is flaw
    assert "secret" not in str(refused.value)
