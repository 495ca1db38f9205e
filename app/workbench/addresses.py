"""Opening the addresses that shapes link to, outside of the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

SCHEMES = ("http", "https", "mailto")
"""Nothing else is opened: a diagram from somebody else must not start programs or read files."""


def open_address(link: str, say: Callable[[str, str], object]) -> bool:
    """Open an address in the system's browser or mail program; say why not when it is none of these."""
    url = QUrl.fromUserInput(link) if "://" in link or link.startswith(("mailto:", "www.")) else QUrl(link)
    if url.isValid() and url.scheme().lower() in SCHEMES:
        return QDesktopServices.openUrl(url)
    text = QCoreApplication.translate("Addresses", "“%1” is no web or mail address, so it is not opened.")
    say(text.replace("%1", link[:200]), "warning")
    return False
