"""The relay that the demo starts: a process of its own, found through the cable."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from app.demo.relay import demo_relay, why_no_relay


def test_it_serves_through_the_cable_and_invites(tmp_path: Path) -> None:
    assert why_no_relay() == ""
    with demo_relay(tmp_path) as relay:
        assert b"public_url" in urllib.request.urlopen(f"{relay.url}/api/v1/server", timeout=20).read()
        codes = {relay.invite("ben@demo.example"), relay.invite("cleo@demo.example"), relay.set_up_code}
        assert len(codes) == 3
        relay.cable.cut()
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(f"{relay.url}/api/v1/server", timeout=20)


def test_an_installation_without_a_relay_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.demo.relay.find_spec", lambda name: None)
    assert "pip install 'aio-canvas[relay]'" in why_no_relay()
