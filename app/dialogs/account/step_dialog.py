"""A dialog that shows one step after the other; what comes next is decided by a flow."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from app.account.steps import Ask, Kind, Step
from app.theme.fonts import FontKind, sized_font
from app.widgets.buttons import Button, LinkButton
from app.widgets.check_box import CheckBox
from app.widgets.labels import label, paragraph
from app.widgets.layout import Item, column, holder, row, set_surface
from app.widgets.qr_code import QrCode
from app.widgets.separator import horizontal_line
from app.widgets.text_fields import SecretField, TextField

WIDTH = 460
_HEIGHT = 34
_COPIED_MS = 1500
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class StepDialog(QDialog):
    """Implements ``app.account.steps.Screen``; open it with `open`, it does not block.

    Signals:
        submitted(str, dict): the main button of a step was pressed, with what was typed.
        chosen(str, dict): something else is to be done instead.
    """

    submitted = Signal(str, dict)
    chosen = Signal(str, dict)

    def __init__(self, cancel: str = "", parent: QWidget | None = None) -> None:
        """Make an empty dialog.

        Args:
            cancel: what the button that gives up says; "" for "Cancel".
            parent: owner.
        """
        super().__init__(parent)
        set_surface(self, "dialog")
        self._step = Step("", "")
        self._busy = False
        self.fields: dict[str, TextField | SecretField | CheckBox] = {}
        self.links: dict[str, Button] = {}
        self.cancel = Button(cancel or self.tr("Cancel"), height=_HEIGHT)
        self.cancel.clicked.connect(self.reject)
        self.confirm = Button("", kind="primary", height=_HEIGHT)
        self.confirm.clicked.connect(self._submit)
        self.problem = paragraph("", FontKind.SMALL, "danger")
        self.waiting = label(self.tr("One moment…"), FontKind.SMALL, "muted")
        self._body = column(spacing=0)
        foot = holder(row(self.waiting, None, self.cancel, self.confirm, margins=(24, 12, 24, 14), spacing=8))
        layout = column(self._body, horizontal_line(), foot, spacing=0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.setLayout(layout)

    # ------------------------------------------------------------------ what is shown

    def show_step(self, step: Step) -> None:
        """Show a step instead of the one before."""
        self._step = step
        self.fields, self.links = {}, {}
        self.setWindowTitle(step.title)
        self.setAccessibleName(step.title)
        inside = holder(column(*self._content(step), margins=(24, 22, 24, 18), spacing=10))
        inside.setFixedWidth(WIDTH)
        while (item := self._body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                # Not deleted at once: this may be called by a button in it.
                old.hide()
                old.deleteLater()
        self._body.addWidget(inside)
        self.confirm.setText(step.confirm)
        self.confirm.setVisible(bool(step.confirm))
        self.cancel.setVisible(not step.last)
        self.confirm.set_kind("danger" if step.dangerous else "primary")
        self.confirm.updateGeometry()
        self.set_busy(False)
        self._focus()

    def _content(self, step: Step) -> list[Item]:
        heading = label(step.title, FontKind.H2)
        heading.setWordWrap(True)
        said: list[Item] = [heading]
        said += [paragraph(step.note, tone="success")] if step.note else []
        said += [paragraph(step.text)] if step.text else []
        said += self._shown(step)
        said += [self._field(ask) for ask in step.asks]
        self.problem = paragraph("", FontKind.SMALL, "danger")
        self.problem.hide()
        said.append(self.problem)
        if step.links:
            said.append(column(*map(self._link, step.links), spacing=0))
        return said

    def _shown(self, step: Step) -> list[Item]:
        """Return what is to be read, copied or scanned."""
        found: list[Item] = []
        if step.code:
            code = QrCode(step.shown_name)
            code.set_text(step.code)
            found.append(row(None, code, None))
        if step.shown:
            text = paragraph(step.lines or step.shown, tone="")
            text.setFont(sized_font(17 if len(step.shown) < 60 else 14, 500, tabular=True))
            text.setTextInteractionFlags(text.textInteractionFlags() | _SELECTABLE)
            text.setAccessibleName(f"{step.shown_name}: {step.shown}")
            copy = Button(self.tr("Copy"), icon_name="copy")
            copy.clicked.connect(lambda: self._copy(copy, step.shown))
            card = holder(column(text, row(copy, None), margins=(16, 14, 16, 14), spacing=10), "well")
            found.append(card)
        return found

    def _field(self, ask: Ask) -> QWidget:
        field: TextField | SecretField | CheckBox
        if ask.kind is Kind.TICK:
            field = CheckBox(ask.name)
            field.toggled.connect(lambda _on: self._check())
        else:
            if ask.kind is Kind.SECRET:
                field = SecretField(ask.name, self.tr("Show what is typed"), self.tr("Hide what is typed"), ask.hint)
            else:
                field = TextField(ask.name, ask.hint, ask.text)
            field.edit.textChanged.connect(lambda _text: self._check())
        self.fields[ask.id] = field
        return field

    def _link(self, link: tuple[str, str]) -> Button:
        name, text = link
        button = LinkButton(text)
        button.clicked.connect(lambda: self.chosen.emit(name, self.values()))
        self.links[name] = button
        return button

    def _copy(self, button: Button, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        button.setText(self.tr("Copied"))
        QTimer.singleShot(_COPIED_MS, button, lambda: button.setText(self.tr("Copy")))

    # ------------------------------------------------------------------ what is typed

    def values(self) -> dict[str, str]:
        """Return what was typed, by the ids of the lines."""
        return {name: _value(field) for name, field in self.fields.items()}

    def _check(self) -> None:
        needed = [ask.id for ask in self._step.asks if not ask.optional]
        typed = self.values()
        self.confirm.setEnabled(not self._busy and all(typed[name].strip() for name in needed))
        self.confirm.setDefault(not self._step.dangerous)

    def _focus(self) -> None:
        lines = [field for field in self.fields.values() if not isinstance(field, CheckBox)]
        empty = next((field for field in lines if not field.edit.text()), None)
        target: QWidget | None = empty or next(iter(self.fields.values()), None) or self.confirm
        if target is not None:
            target.setFocus()

    def _submit(self) -> None:
        self.problem.hide()
        self.submitted.emit(self._step.id, self.values())

    # ------------------------------------------------------------------ what comes of it

    def show_problem(self, text: str, line: str = "") -> None:
        """Say why it does not go on; the line at fault, as far as that is known, gets the keyboard."""
        self.set_busy(False)
        self.problem.setText(text)
        self.problem.show()
        self.problem.setAccessibleName(text)
        lines = [field for field in self.fields.values() if not isinstance(field, CheckBox)]
        secret = next((field for field in lines if isinstance(field, SecretField)), None)
        target = self.fields.get(line) or secret or next(iter(lines), None)
        if target is not None and not isinstance(target, CheckBox):
            target.setFocus()
            target.edit.selectAll()

    def set_busy(self, busy: bool) -> None:
        """Take no input while something is asked of the relay."""
        self._busy = busy
        self.waiting.setVisible(busy)
        if busy:
            self.problem.hide()
        for widget in (*self.fields.values(), *self.links.values()):
            widget.setEnabled(not busy)
        self._check()

    def finish(self) -> None:
        """Close: it is done."""
        self.accept()


def _value(field: TextField | SecretField | CheckBox) -> str:
    if isinstance(field, CheckBox):
        return "yes" if field.isChecked() else ""
    return field.edit.text()
