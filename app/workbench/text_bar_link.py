"""Between the bar of text formats and the label that is being edited on the canvas in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from app.canvas_view.label_editor import LabelEditor
from app.dialogs.text_prompt import Prompt, TextPrompt
from app.links import open_link, safe_url
from app.panels.context_bar import EDGE, find_place
from app.panels.text_bar import ALIGNMENTS, TextBar
from app.widgets.color_wish import ColorWish, PickColor
from app.workbench.canvas_area import CanvasArea
from app.workbench.open_tab import OpenTab
from canvas.model.records import Scalar

_ON = ("bold", "italic", "underline", "strike", "sup", "sub", "code", "bullet", "ordered")


class TextBarLink:
    """Shows the bar while a label is edited, and gives what is pressed to the text field."""

    def __init__(
        self, area: CanvasArea, families: Sequence[str], front: Callable[[], OpenTab | None], pick: PickColor
    ) -> None:
        """Connect the bar.

        Args:
            area: of all canvases.
            families: typefaces on offer.
            front: returns the tab in front, None while there is none.
            pick: how the user picks a colour.
        """
        self._area = area
        self._front = front
        self._pick = pick
        self._field: LabelEditor | None = None
        self._dialog: TextPrompt | None = None
        self.open_url: Callable[[str], bool] = open_link
        self.bar = TextBar(families, area)
        self.bar.toggled.connect(self._on_toggled)
        self.bar.mark_chosen.connect(self._on_mark)
        self.bar.color_asked.connect(self._on_color)
        # Text, caret and camera often change together; the bar moves once when all of them have.
        self._soon = QTimer(area)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.place)

    def follow(self) -> None:
        """Show or hide the bar as the tools now say."""
        tab = self._front()
        field = tab.view.label_field if tab is not None and tab.machine.editing else None
        if field is not self._field:
            self._leave()
            self._enter(field)
        if field is None:
            self.bar.hide()
        else:
            self._soon.start()

    def _enter(self, field: LabelEditor | None) -> None:
        self._field = field
        if field is not None:
            field.stays_with = self._belongs
            field.state_changed.connect(self.show_state)
            field.link_wanted.connect(self._on_link)
            field.link_opened.connect(self.follow_link)

    def _leave(self) -> None:
        field = self._field
        if field is not None:
            field.state_changed.disconnect(self.show_state)
            field.link_wanted.disconnect(self._on_link)
            field.link_opened.disconnect(self.follow_link)
            field.stays_with = lambda _widget: False
        self._field = None

    def _belongs(self, widget: QWidget | None) -> bool:
        """Tell whether the keyboard may be there without ending the editing."""
        if self._dialog is not None:
            return True
        return widget is not None and (widget is self.bar or self.bar.isAncestorOf(widget))

    def place(self) -> None:
        """Show the bar beside the label, where it hides nothing of it."""
        field = self._field
        if field is None or not field.isVisible():
            self.bar.hide()
            return
        self.show_state()
        self.bar.settle()
        corner = self._area.mapFromGlobal(field.mapToGlobal(QPoint(0, 0)))
        label = QRect(corner, field.size())
        size = self.bar.surface_size()
        found = find_place(size, label, self._area.rect(), ())
        self.bar.place(found if found is not None else QPoint(EDGE, EDGE))
        self.bar.show()
        self.bar.raise_()

    def show_state(self) -> None:
        """Show the formats at the caret."""
        field = self._field
        if field is None:
            return
        marks, block = field.marks(), field.block
        on = {name for name in _ON if field.is_on(name)} | {str(marks.get("align", block.align))}
        size = marks.get("size", block.font.size)
        colors: dict[str, str] = {"color": block.color}
        colors.update({name: str(marks[name]) for name in ("color", "background") if name in marks})
        family = str(marks.get("font", block.font.family))
        self.bar.show_text(on, family, float(size), colors)

    # ------------------------------------------------------------------ what is pressed

    def _on_toggled(self, name: str) -> None:
        field = self._field
        if field is None:
            return
        if name in ALIGNMENTS:
            field.align_text(name)
        else:
            field.toggle(name)
        if name != "link":
            field.setFocus()
        self.show_state()

    def _on_mark(self, name: str, value: Scalar) -> None:
        field = self._field
        if field is not None:
            usual = {"font": field.block.font.family, "size": field.block.font.size}[name]
            field.apply_mark(name, None if value == usual else value)
            field.setFocus()
            self.show_state()

    def _on_color(self, name: str) -> None:
        field = self._field
        if field is None:
            return
        button = self.bar.color if name == "color" else self.bar.highlight
        usual = field.block.color if name == "color" else "#ffff00"
        wish = ColorWish(
            str(field.marks().get(name, usual)),
            lambda _color: None,
            lambda: None,
            lambda color: self._use_color(name, color),
            automatic=name == "color",
        )
        self._pick(button, wish)

    def _use_color(self, name: str, color: str) -> None:
        field = self._field
        if field is not None:
            field.apply_mark(name, color if color.startswith("#") else None)
            self.show_state()

    # ------------------------------------------------------------------ links

    def _on_link(self, current: str) -> None:
        """Ask where the selected text leads; the editing goes on meanwhile."""
        tr = QCoreApplication.translate
        wrong = tr("Links", "Only web and mail addresses can be linked.")
        prompt = Prompt(
            tr("Links", "Link"),
            tr("Links", "Address, for example https://example.org"),
            tr("Links", "Use"),
            current,
            complaint=lambda text: "" if safe_url(text) else wrong,
        )
        self._dialog = TextPrompt(prompt, self._area.window())
        if current:
            self._dialog.offer(tr("Links", "Remove the link"), lambda: self._use_link(""))
        self._dialog.answered.connect(self._use_link)
        self._dialog.finished.connect(lambda _result: self._after_dialog())
        self._dialog.open()

    def _use_link(self, text: str) -> None:
        if self._field is not None:
            self._field.set_link(safe_url(text))

    def _after_dialog(self) -> None:
        self._dialog = None
        if self._field is not None:
            self._field.setFocus()
            self.show_state()

    def follow_link(self, url: str) -> None:
        """Open a link of a label, if it is one that may be opened."""
        self.open_url(url)
