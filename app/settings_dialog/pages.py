"""The pages of the dialog except the keymap's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.actions.registry import ActionRegistry
from app.settings.keeper import SettingsKeeper
from app.settings.values import CONNECTORS, UI_SCALES, Settings
from app.settings_dialog.facts import LibraryFacts, Wishes, size_text
from app.settings_dialog.rows import SettingRow, SettingsPage, choice, segments, switch
from app.widgets.buttons import Button
from app.widgets.labels import ElidedLabel
from app.widgets.layout import holder, row
from app.widgets.segmented import Segment


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)


def general(keeper: SettingsKeeper) -> SettingsPage:
    """Return what concerns the program as a whole."""
    start = segments(
        _tr("When the program starts"),
        _tr("Tabs stay where you left them in either case."),
        (Segment("session", _tr("Last session")), Segment("home", _tr("Home"))),
        lambda: keeper.settings.start,
        lambda value: keeper.change(start=value),
        "restore tabs open",
    )
    defaults = _button_row(
        _tr("Back to the defaults"),
        _tr("All settings but your keys; diagrams are not touched."),
        _tr("Reset settings"),
        lambda: keeper.put(Settings(keys=keeper.settings.keys)),
        "reset",
    )
    hints = _flag(
        keeper, "hints", _tr("First hints"), _tr("Three arrows on an empty page; they end with the first shape.")
    )
    rooms = _flag(
        keeper,
        "reopen_rooms",
        _tr("Open rooms again"),
        _tr(
            "A diagram that could be joined in this network when the program ended can be joined again when it starts."
        ),
    )
    return SettingsPage(_tr("General"), (("", (start, hints, rooms, defaults)),))


def appearance(keeper: SettingsKeeper) -> SettingsPage:
    """Return what concerns looks."""
    scales = [(f"{scale:g}", f"{scale:.0%}" if scale else _tr("As the system")) for scale in UI_SCALES]
    return SettingsPage(
        _tr("Appearance"),
        (
            (
                "",
                (
                    segments(
                        _tr("Theme"),
                        _tr("Diagrams follow the theme; what you export does not."),
                        (
                            Segment("light", _tr("Light")),
                            Segment("dark", _tr("Dark")),
                            Segment("system", _tr("System")),
                        ),
                        lambda: keeper.settings.theme,
                        lambda value: keeper.change(theme=value),
                        "dark mode colours",
                    ),
                    choice(
                        _tr("Size of everything"),
                        _tr("Takes effect when the program starts next."),
                        scales,
                        lambda: f"{keeper.settings.ui_scale:g}",
                        lambda value: keeper.change(ui_scale=float(value)),
                        "zoom scale dpi font",
                    ),
                    switch(
                        _tr("Reduce motion"),
                        _tr("Nothing slides or fades by itself."),
                        lambda: keeper.settings.motion == "reduced",
                        lambda on: keeper.change(motion="reduced" if on else "full"),
                        "animation accessibility",
                    ),
                ),
            ),
        ),
    )


def canvas(keeper: SettingsKeeper, registry: ActionRegistry) -> SettingsPage:
    """Return what concerns drawing."""
    titles = {
        "avoid": _tr("Around shapes"),
        "orthogonal": _tr("Right angles"),
        "straight": _tr("Straight"),
        "curved": _tr("Curved"),
    }
    return SettingsPage(
        _tr("Canvas"),
        (
            (
                _tr("Snapping"),
                (
                    _flag(keeper, "snap_grid", _tr("Snap to grid"), _tr("Hold Ctrl while dragging to suspend it.")),
                    _flag(
                        keeper,
                        "snap_guides",
                        _tr("Snap to shapes and guides"),
                        _tr("Edges, centres, equal distances and guide lines."),
                    ),
                    _flag(keeper, "guides", _tr("Show guides"), _tr("The lines that are dragged out of the rulers.")),
                ),
            ),
            (
                _tr("View"),
                (
                    _flag(
                        keeper, "wheel_zooms", _tr("The wheel zooms"), _tr("Otherwise it pans, and Ctrl+wheel zooms.")
                    ),
                    _flag(keeper, "minimap", _tr("Map of the page"), _tr("In the corner, above the zoom.")),
                    *_of_actions(registry),
                ),
            ),
            (
                _tr("Drawing"),
                (
                    choice(
                        _tr("New connectors"),
                        _tr("How they run until you choose otherwise."),
                        [(id_, titles[id_]) for id_ in CONNECTORS],
                        lambda: keeper.settings.connector,
                        lambda value: keeper.change(connector=value),
                        "default routing arrow line",
                    ),
                ),
            ),
        ),
    )


def _flag(keeper: SettingsKeeper, name: str, title: str, text: str) -> SettingRow:
    return switch(title, text, lambda: bool(getattr(keeper.settings, name)), lambda on: keeper.change(**{name: on}))


def _of_actions(registry: ActionRegistry) -> list[SettingRow]:
    """Return rows for states of the page in front that have actions of their own."""
    texts = {
        "view.grid": (_tr("Grid of the page in front"), _tr("Each page keeps its own grid.")),
        "view.rulers": (_tr("Rulers"), _tr("Along the top and the side of the canvas.")),
    }
    rows: list[SettingRow] = []
    for action_id, (title, text) in texts.items():
        if registry.has(action_id):
            action = registry.action(action_id)
            made = switch(title, registry.reason(action_id) or text, action.isChecked, _triggering(action))
            made.control.setEnabled(action.isEnabled())
            rows.append(made)
    return rows


def _triggering(action: QAction) -> Callable[[bool], object]:
    return lambda _on: action.trigger()


def library(facts: LibraryFacts, wishes: Wishes) -> SettingsPage:
    """Return where diagrams are kept and how they are kept safe."""
    count = _tr("%1 diagrams, %2").replace("%1", str(facts.diagrams)).replace("%2", size_text(facts.size_bytes))
    return SettingsPage(
        _tr("Library"),
        (
            (
                "",
                (
                    _button_row(
                        _tr("Where it lies"),
                        str(facts.folder),
                        _tr("Open folder"),
                        lambda: wishes.open_folder(facts.folder),
                        "path location disk",
                    ),
                    SettingRow(_tr("Content"), _tr("Pictures and search words included."), _fact(count), "size"),
                    SettingRow(
                        _tr("Key"),
                        _tr("Without it nobody can open the library."),
                        _fact(facts.key),
                        "encryption password",
                    ),
                    _button_row(
                        _tr("Backup"),
                        _tr("One encrypted file with everything in the library."),
                        _tr("Back up now…"),
                        wishes.back_up,
                        "save copy restore",
                    ),
                ),
            ),
        ),
    )


def privacy(facts: LibraryFacts, wishes: Wishes) -> SettingsPage:
    """Return what is stored and what is not, in plain words."""
    return SettingsPage(
        _tr("Privacy"),
        (
            (
                "",
                (
                    SettingRow(
                        _tr("Network"),
                        _tr(
                            "The program connects to nothing before you ask it to. No telemetry, no update check. A relay only while you are signed in."
                        ),
                        _fact(facts.relay or _tr("Off")),
                        "internet telemetry tracking",
                    ),
                    SettingRow(
                        _tr("Diagrams, pictures, search words, open tabs"),
                        _tr("In one encrypted database (AES-256) on this device."),
                        _fact(_tr("Encrypted")),
                        "stored",
                    ),
                    SettingRow(
                        _tr("These settings"),
                        _tr("In a file beside the library. It holds nothing of your diagrams."),
                        _fact(_tr("Readable")),
                        "stored",
                    ),
                    _button_row(
                        _tr("Log"),
                        _tr("What went wrong, without contents, titles or keys. It stays on this device."),
                        _tr("Open folder"),
                        lambda: wishes.open_folder(facts.log),
                        "diagnostics",
                    ),
                ),
            ),
        ),
    )


def _fact(text: str) -> QWidget:
    return holder(row(None, ElidedLabel(text, tone="muted")))


def _button_row(title: str, text: str, button: str, run: Callable[[], object], keywords: str = "") -> SettingRow:
    control = Button(button)
    control.clicked.connect(lambda _checked=False: run())
    return SettingRow(title, text, control, keywords)
