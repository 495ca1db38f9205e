"""Following links of a diagram: only web and mail addresses, and only when the user asks."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SCHEMES = frozenset({"http", "https", "mailto"})
_MOST = 2000
OWN_SCHEME = "aiocanvas:"


def safe_url(text: str) -> str:
    """Return an address that may be opened, "" for anything else; one without a scheme is taken for a web or mail address."""
    asked = text.strip()
    if not asked or len(asked) > _MOST or not asked.isprintable() or any(c.isspace() for c in asked):
        return ""
    scheme, colon, rest = asked.partition(":")
    if not colon or "." in scheme or rest[:1].isdigit():
        mail = "@" in asked and "/" not in asked
        asked = ("mailto:" if mail else "https://") + asked
        scheme = "mailto" if mail else "https"
    url = QUrl(asked, QUrl.ParsingMode.StrictMode)
    if scheme.lower() not in _SCHEMES or not url.isValid():
        return ""
    # A host is what makes a web address lead anywhere; a mail address has none.
    return asked if scheme.lower() == "mailto" or "." in url.host() or url.host() == "localhost" else ""


def is_own_link(text: str) -> bool:
    """Tell whether a text is a link that leads into this program, as the system hands it over when somebody opens one."""
    return text.startswith(OWN_SCHEME)


def open_link(text: str) -> bool:
    """Open an address in the user's browser or mail program; return whether it was one that may be opened."""
    url = safe_url(text)
    return bool(url) and QDesktopServices.openUrl(QUrl(url))
