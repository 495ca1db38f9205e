"""The top of the home screen: where you are, search, and the two main buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.home.entries import HomeSection
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import ElidedLabel
from app.widgets.layout import column, row
from app.widgets.search_field import SearchField

_HEIGHT = 34


class HomeHeader(QWidget):
    """Title, number of diagrams, search, Import and New."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the header."""
        super().__init__(parent)
        self._title = ElidedLabel("", FontKind.H1)
        self._detail = ElidedLabel("", tone="muted")
        self.search = SearchField(
            self.tr("Search diagrams"),
            placeholder=self.tr("Search diagrams, text and templates"),
            height=_HEIGHT,
            outlined=True,
        )
        self.search.setMaximumWidth(340)
        self.search.setMinimumWidth(140)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.import_button = Button(self.tr("Import"), icon_name="upload", height=_HEIGHT)
        self.team_button = Button(self.tr("People…"), icon_name="users", height=_HEIGHT)
        self.team_button.hide()
        self.new_button = Button(self.tr("New diagram"), kind="primary", icon_name="plus", height=_HEIGHT)
        line = row(
            column(self._title, self._detail, spacing=2),
            self.search,
            self.team_button,
            self.import_button,
            self.new_button,
            margins=(0, 0, 26, 0),
            spacing=10,
        )
        line.setStretch(0, 3)
        line.setStretch(1, 4)
        self.setLayout(line)

    def query(self) -> str:
        """Return what is searched for, or ""."""
        return " ".join(self.search.text().split())

    def show_place(self, section: HomeSection, count: int, searching: bool, team: str = "") -> None:
        """Show where the user is and how many diagrams are there; ``team``: the name of the team that is shown."""
        titles = {
            HomeSection.RECENT: self.tr("Recent"),
            HomeSection.STARRED: self.tr("Starred"),
            HomeSection.SHARED: self.tr("Shared"),
            HomeSection.TEMPLATES: self.tr("Templates"),
            HomeSection.TRASH: self.tr("Trash"),
            HomeSection.PERSONAL: self.tr("Personal"),
        }
        self._title.setText(self.tr("Search") if searching else team or titles[section])
        self.team_button.setVisible(bool(team) and not searching)
        self._detail.setText(self._count_text(section, count, searching))

    def _count_text(self, section: HomeSection, count: int, searching: bool) -> str:
        """Return the line below the title. The singular has its own text: English has no plural forms to choose from."""
        if count == 0:
            return self.tr("Nothing found") if searching else ""
        if searching:
            return self.tr("One found") if count == 1 else self.tr("%n found", "", count)
        if section is HomeSection.TEMPLATES:
            return (
                self.tr("One template to start from")
                if count == 1
                else self.tr("%n templates to start from", "", count)
            )
        if section is HomeSection.TRASH:
            return self.tr("One deleted diagram") if count == 1 else self.tr("%n deleted diagrams", "", count)
        if count == 1:
            return self.tr("One diagram on this device · available offline")
        return self.tr("%n diagrams on this device · all available offline", "", count)
