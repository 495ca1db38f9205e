"""The home screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.home.delegates import GAP
from app.home.diagram_list import DiagramList
from app.home.diagram_model import DiagramModel, Thumbnails
from app.home.entries import DiagramEntry, HomeSection, in_section, with_title
from app.home.header import HomeHeader
from app.home.side_bar import SideBar
from app.templates.shelf import PREFIX, Template
from app.theme.fonts import FontKind
from app.widgets.card import ActionCard
from app.widgets.empty_state import EmptyState
from app.widgets.labels import label
from app.widgets.layout import column, holder, row, set_surface
from app.widgets.segmented import Segment, SegmentedControl

_CARD_LEAST = 196
"""Width in pixels in which a way to begin can be read."""
_END = 26
"""From the last card to the end of the list at first: its scroll bar and the window's margin."""


class HomeView(QWidget):
    """The library on one screen.

    Signals:
        new_requested: make an empty diagram.
        open_file_requested: choose a .drawio file and open it.
        import_requested: choose files and add them to the library.
        open_requested: open this diagram.
        template_requested: start a diagram from this template.
        template_rename_requested: give this template of the user's own another title; nobody has been asked yet.
        template_delete_requested: delete this template of the user's own; nobody has been asked yet.
        settings_requested: open the settings.
        account_requested: sign in, or look after the account.
        renamed: give this diagram this title.
        rename_refused: the user wanted to rename a diagram, which he may not, for this reason.
        star_requested: mark this diagram, or take the mark away.
        duplicate_requested: copy this diagram.
        trash_requested: put this diagram into the trash.
        restore_requested: take this diagram out of the trash.
        delete_requested: delete this diagram for ever; nobody has been asked yet.
        search_requested: look for this in all texts and answer with `set_hits`; "" when the search ended.
        new_in_team_requested: make an empty diagram in the team of this workspace.
        join_requested: enter by a room, a link or a code.
        team_requested: show the people of the team of this workspace.
        team_wanted: found a team.
        layout_changed: the list is shown as "cards" or "rows" now.
    """

    new_requested = Signal()
    open_file_requested = Signal()
    import_requested = Signal()
    open_requested = Signal(str)
    template_requested = Signal(str)
    template_rename_requested = Signal(str)
    template_delete_requested = Signal(str)
    settings_requested = Signal()
    account_requested = Signal()
    renamed = Signal(str, str)
    rename_refused = Signal(str)
    star_requested = Signal(str, bool)
    duplicate_requested = Signal(str)
    trash_requested = Signal(str)
    restore_requested = Signal(str)
    delete_requested = Signal(str)
    search_requested = Signal(str)
    new_in_team_requested = Signal(str)
    join_requested = Signal()
    team_requested = Signal(str)
    team_wanted = Signal()
    layout_changed = Signal(str)

    def __init__(self, now_ms: Callable[[], int], parent: QWidget | None = None) -> None:
        """Make an empty home screen; `now_ms` is the clock in Unix milliseconds."""
        super().__init__(parent)
        set_surface(self, "app")
        self._entries: tuple[DiagramEntry, ...] = ()
        self._hits: tuple[DiagramEntry, ...] = ()
        self._templates: tuple[DiagramEntry, ...] = ()
        self._template_words: dict[str, str] = {}
        self._section = HomeSection.RECENT
        self._team = ""
        self._teams: dict[str, str] = {}
        self.side = SideBar()
        self.header = HomeHeader()
        self.model = DiagramModel(now_ms, self)
        self.list = DiagramList(self.model)
        self._build_beginnings()
        self._build_layout_switch()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._empty: QWidget | None = None
        content = column(
            self.header,
            20,
            self._beginnings,
            self._continue,
            10,
            self._stack,
            margins=(32, 24, 6, 0),
            spacing=0,
        )
        self.setLayout(row(self.side, holder(content), spacing=0))
        self._connect()
        self.layout_switch.set_current("cards")
        self._refresh()

    def _build_beginnings(self) -> None:
        self.blank = ActionCard("plus", self.tr("Blank canvas"), self.tr("Start drawing at once"))
        self.open_file = ActionCard(
            "folder-open", self.tr("Open .drawio file…"), self.tr("Go on with what you drew before")
        )
        self._cards = row(self.blank, self.open_file, margins=(0, 0, _END, 24), spacing=GAP)
        self._quick: list[ActionCard] = []
        self._fill_beginnings(())
        self._beginnings = holder(self._cards)

    def _fill_beginnings(self, templates: Sequence[Template]) -> None:
        """Offer the first templates beside the blank canvas and the file: four ways to begin, each as wide as a card below."""
        for card in self._quick:
            self._cards.removeWidget(card)
            card.deleteLater()
        self._quick = [ActionCard(each.icon, each.title, self.tr("Start from a template")) for each in templates[:2]]
        for card, template in zip(self._quick, templates, strict=False):
            card.clicked.connect(partial(self.template_requested.emit, f"{PREFIX}{template.id}"))
            self._cards.addWidget(card)
        for card in (self.blank, self.open_file, *self._quick):
            card.setMinimumWidth(120)
            self._cards.setStretchFactor(card, 1)

    def set_templates(self, templates: Sequence[Template]) -> None:
        """Offer these templates."""
        self._fill_beginnings(templates)
        self._templates = tuple(
            DiagramEntry(f"{PREFIX}{each.id}", each.title, 0, snippet=each.category, template=True, own=each.own)
            for each in templates
        )
        self._template_words = {
            f"{PREFIX}{each.id}": f"{each.title} {each.category} {each.keywords}" for each in templates
        }
        self._refresh()

    def _build_layout_switch(self) -> None:
        self.layout_switch = SegmentedControl(
            self.tr("Layout"),
            (Segment("cards", self.tr("Cards"), "layout-grid"), Segment("rows", self.tr("Rows"), "list")),
        )
        self.layout_switch.setFixedWidth(72)
        self._list_title = label("", FontKind.H3)
        self._continue = holder(row(self._list_title, None, self.layout_switch, margins=(0, 0, _END, 0)))

    def _connect(self) -> None:
        self.side.section_chosen.connect(lambda value: self.show_section(HomeSection(value)))
        self.side.team_chosen.connect(self.show_team)
        self.side.team_wanted.connect(self.team_wanted)
        self.header.team_button.clicked.connect(lambda _checked=False: self.team_requested.emit(self._team))
        self.header.new_button.clicked.connect(self._on_new)
        self.header.import_button.clicked.connect(self.import_requested)
        self.header.search.textChanged.connect(self._on_search)
        self.blank.clicked.connect(self.new_requested)
        self.open_file.clicked.connect(self.open_file_requested)
        self.layout_switch.chosen.connect(self._on_layout)
        self.model.renamed.connect(self.renamed)
        self.list.rename_refused.connect(self.rename_refused)
        self.list.end_changed.connect(self._align_ends)
        self.side.settings_requested.connect(self.settings_requested)
        self.side.account_requested.connect(self.account_requested)
        for name in (
            "open",
            "template",
            "template_rename",
            "template_delete",
            "star",
            "duplicate",
            "trash",
            "restore",
            "delete",
        ):
            getattr(self.list, f"{name}_requested").connect(getattr(self, f"{name}_requested"))

    @property
    def section(self) -> HomeSection:
        """Where the user is."""
        return self._section

    def set_entries(self, entries: Sequence[DiagramEntry]) -> None:
        """Show these diagrams, those in the trash included; the view sorts and filters."""
        self._entries = tuple(entries)
        self._refresh()

    def set_hits(self, query: str, hits: Sequence[DiagramEntry]) -> None:
        """Show what a search in all texts found, the best first; an answer to an older question is dropped."""
        if query == self.header.query():
            self._hits = tuple(hits)
            self._refresh()

    def set_thumbnails(self, provider: Thumbnails) -> None:
        """Take the pictures of diagrams from here; they are asked for when they are about to be seen."""
        self.model.set_thumbnails(provider)
        self.list.viewport().update()

    def thumbnail_ready(self, document_id: str) -> None:
        """Show a picture that has become available."""
        self.model.thumbnail_ready(document_id)

    def set_relay(self, text: str, level: str) -> None:
        """Show what is true about the relay; the level is ok, busy, warning or danger."""
        self.side.show_relay(text, level)

    def set_account(
        self, name: str, email: str, person_id: str, action: str, color: str = "", picture: bytes = b""
    ) -> None:
        """Show who is signed in; see `SideBar.show_account`."""
        self.side.show_account(name, email, person_id, action, color, picture)

    def set_layout(self, layout: str) -> None:
        """Show "cards" or "rows"; emits nothing."""
        self.layout_switch.set_current(layout)
        self.list.show_as_cards(layout == "cards")

    def show_section(self, section: HomeSection) -> None:
        """Go to a place of the side bar; a search ends."""
        self._go(section, "")

    def show_team(self, workspace: str) -> None:
        """Go to the diagrams of a team; a search ends."""
        self._go(HomeSection.SHARED, workspace if workspace in self._teams else "")

    def set_teams(self, teams: Sequence[tuple[str, str]], why_none: str) -> None:
        """Offer these teams (workspace and name), and a new one unless there is a reason against it."""
        self._teams = dict(teams)
        self.side.show_teams(teams, why_none)
        if self._team and self._team not in self._teams:
            self.show_section(HomeSection.SHARED)
        else:
            self._refresh()

    def _go(self, section: HomeSection, team: str) -> None:
        self._section, self._team = section, team
        self.side.show_section(section, team)
        self.header.search.clear()
        self._refresh()

    def focus_list(self) -> None:
        """Put the keyboard on the diagrams."""
        self.list.setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.header.search.setFocus()
        self.header.search.selectAll()

    def _align_ends(self, end: int) -> None:
        """Let everything above the list end where its last column ends, and offer as many ways to begin as can be read there."""
        room = max(1, (self.list.width() - end + GAP) // (_CARD_LEAST + GAP))
        for place, card in enumerate((self.blank, self.open_file, *self._quick)):
            card.setVisible(place < max(2, room))
        for part in (self.header, self._beginnings, self._continue):
            layout = part.layout()
            if layout is not None:
                margins = layout.contentsMargins()
                margins.setRight(end)
                layout.setContentsMargins(margins)

    def _on_new(self) -> None:
        if self._team:
            self.new_in_team_requested.emit(self._team)
        else:
            self.new_requested.emit()

    def _on_layout(self, layout: str) -> None:
        self.set_layout(layout)
        self.layout_changed.emit(layout)

    def _on_search(self, _text: str) -> None:
        self._hits = ()
        self._refresh()
        self.search_requested.emit(self.header.query())

    def _shown(self) -> list[DiagramEntry]:
        query = self.header.query()
        if not query:
            if self._section is HomeSection.TEMPLATES:
                return list(self._templates)
            return in_section(self._entries, self._section, self._team)
        titled = with_title(self._entries, query)
        by_id = {entry.id: entry for entry in self._hits}
        first = [by_id.pop(entry.id, entry) for entry in titled]
        words = query.casefold().split()
        templates = [
            entry
            for entry in self._templates
            if all(word in self._template_words[entry.id].casefold() for word in words)
        ]
        return first + [entry for entry in self._hits if entry.id in by_id] + templates

    def _refresh(self) -> None:
        shown = self._shown()
        query = self.header.query()
        self.model.set_entries(shown)
        self.header.show_place(self._section, len(shown), bool(query), self._teams.get(self._team, ""))
        begin = not query and self._section in {HomeSection.RECENT, HomeSection.PERSONAL}
        self._beginnings.setVisible(begin)
        continuing = begin and self._section is HomeSection.RECENT
        self._list_title.setText(self.tr("Results") if query else self.tr("Continue") if continuing else "")
        self._continue.setVisible(bool(shown))
        self._show_empty(None if shown else self._make_empty(bool(query)))

    def _show_empty(self, empty: QWidget | None) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = empty
        if empty is not None:
            self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty or self.list)

    def _make_empty(self, searching: bool) -> EmptyState:
        if searching:
            empty = EmptyState(
                "search-x",
                self.tr("Nothing found"),
                self.tr("Titles and all texts on this device were searched."),
                self.tr("Clear search"),
            )
            empty.acted.connect(self.header.search.clear)
        elif self._section is HomeSection.STARRED:
            empty = EmptyState(
                "star",
                self.tr("No starred diagrams"),
                self.tr("Star what you come back to often; it then waits for you here."),
                self.tr("Show recent diagrams"),
            )
            empty.acted.connect(lambda: self.show_section(HomeSection.RECENT))
        elif self._section is HomeSection.SHARED:
            empty = EmptyState(
                "users",
                self.tr("Nothing is shared yet"),
                self.tr("Diagrams that you share, and those that others share with you, stand here."),
                self.tr("Join a diagram…"),
            )
            empty.acted.connect(self.join_requested)
        elif self._section is HomeSection.TEMPLATES:
            empty = EmptyState(
                "layout-template",
                self.tr("No templates"),
                self.tr("Diagrams to start from stand here. Any diagram can be duplicated as a start, too."),
                self.tr("New diagram"),
            )
            empty.acted.connect(self.new_requested)
        elif self._section is HomeSection.TRASH:
            empty = EmptyState(
                "trash-2",
                self.tr("The trash is empty"),
                self.tr("What you delete waits here until you restore it or delete it for ever."),
            )
        else:
            empty = EmptyState(
                "shapes",
                self.tr("Draw your first diagram"),
                self.tr("It is kept encrypted on this device, and you need no account."),
                self.tr("New diagram"),
            )
            empty.acted.connect(self.new_requested)
        return empty
