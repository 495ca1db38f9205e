"""What the home screen is told about diagrams, and how it orders and words that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

_MINUTE_MS = 60_000
_HOUR_MS = 60 * _MINUTE_MS


class HomeSection(StrEnum):
    """The places of the side bar."""

    RECENT = "recent"
    STARRED = "starred"
    SHARED = "shared"
    TEMPLATES = "templates"
    TRASH = "trash"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class DiagramEntry:
    """One diagram of the library.

    Attributes:
        id: document id.
        title: what people call it.
        edited_ms: last edit, Unix milliseconds.
        starred: whether the user marked it.
        trashed: whether it lies in the trash.
        snippet: text around what a search found, or "".
        version: changes whenever the picture changes, so that an old thumbnail is not shown.
        template: whether it is a diagram to start from, not one of the library; the snippet then says its kind.
        own: it is a template that the user made.
        team: id of the workspace in which it is shared; "" for one of the user's own.
    """

    id: str
    title: str
    edited_ms: int
    starred: bool = False
    trashed: bool = False
    snippet: str = ""
    version: int = 0
    template: bool = False
    own: bool = False
    team: str = ""

    @property
    def shown_title(self) -> str:
        """What is shown as the title, also of a diagram that others share and nothing has come of yet."""
        return self.title or QCoreApplication.translate("Home", "Not received yet")


def in_section(entries: Iterable[DiagramEntry], section: HomeSection, team: str = "") -> list[DiagramEntry]:
    """Return what belongs to a section: the newest first, by title in a workspace. Templates come from elsewhere.

    Args:
        entries: the whole library.
        section: where the user is.
        team: of what is shared, one workspace; "" for all of it.
    """
    if section is HomeSection.TEMPLATES:
        return []
    if section is HomeSection.TRASH:
        chosen = [entry for entry in entries if entry.trashed]
    elif section is HomeSection.STARRED:
        chosen = [entry for entry in entries if entry.starred and not entry.trashed]
    elif section is HomeSection.SHARED:
        chosen = [entry for entry in entries if entry.team and not entry.trashed and team in ("", entry.team)]
    elif section is HomeSection.PERSONAL:
        chosen = [entry for entry in entries if not entry.team and not entry.trashed]
    else:
        chosen = [entry for entry in entries if not entry.trashed]
    if section is HomeSection.PERSONAL or team:
        return sorted(chosen, key=lambda entry: (entry.title.casefold(), entry.id))
    return sorted(chosen, key=lambda entry: (-entry.edited_ms, entry.id))


def with_title(entries: Iterable[DiagramEntry], text: str) -> list[DiagramEntry]:
    """Return the entries outside the trash whose title holds every word of a text, the newest first."""
    words = text.casefold().split()
    found = [entry for entry in entries if not entry.trashed and all(word in entry.title.casefold() for word in words)]
    return sorted(found, key=lambda entry: (-entry.edited_ms, entry.id))


def edited_text(edited_ms: int, now_ms: int) -> str:
    """Return when something was edited in the user's words: "Edited 2 min ago", "Yesterday", a weekday or a date."""
    tr = QCoreApplication.translate
    age = now_ms - edited_ms
    if age < _MINUTE_MS:
        return tr("Home", "Edited just now")
    if age < _HOUR_MS:
        return tr("Home", "Edited %1 min ago").replace("%1", str(age // _MINUTE_MS))
    locale = QLocale()
    edited = QDateTime.fromMSecsSinceEpoch(edited_ms)
    days = edited.date().daysTo(QDateTime.fromMSecsSinceEpoch(now_ms).date())
    if days <= 0:
        return tr("Home", "Edited %1 h ago").replace("%1", str(age // _HOUR_MS))
    if days == 1:
        return tr("Home", "Yesterday")
    if days < 7:
        return locale.dayName(edited.date().dayOfWeek(), QLocale.FormatType.LongFormat)
    same_year = edited.date().year() == QDateTime.fromMSecsSinceEpoch(now_ms).date().year()
    return locale.toString(edited.date(), tr("Home", "d MMM") if same_year else tr("Home", "d MMM yyyy"))
