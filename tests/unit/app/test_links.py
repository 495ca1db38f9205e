"""Which addresses may be opened."""

from __future__ import annotations

import pytest

from app.links import open_link, safe_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (" http://example.org ", "http://example.org"),
        ("example.org/path", "https://example.org/path"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("ann@example.org", "mailto:ann@example.org"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("smb://server/share", ""),
        ("https://", ""),
        ("word", ""),
        ("two words.example", ""),
        ("https://a.example/\n", "https://a.example/"),
        ("https://a.exa\nmple", ""),
        ("", ""),
        ("https://a.example/" + "x" * 3000, ""),
    ],
)
def test_only_web_and_mail_addresses(text: str, url: str) -> None:
    assert safe_url(text) == url


def test_what_may_not_be_opened_is_not() -> None:
    assert not open_link("javascript:alert(1)")
