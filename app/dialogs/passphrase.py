"""The passphrase of the library: chosen on the first run, asked for on later ones."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.dialogs.frame import dress
from app.dialogs.passphrase_strength import SHORTEST, Strength, strength
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.check_box import CheckBox
from app.widgets.labels import paragraph
from app.widgets.layout import Item
from app.widgets.text_fields import SecretField

_TONES = {Strength.SHORT: "muted", Strength.WEAK: "danger", Strength.FAIR: "warning", Strength.GOOD: "success"}


class _PassphraseDialog(QDialog):
    """What both dialogs share: the field, the line below it, and waiting for an answer.

    Signals:
        submitted: the user gave this passphrase; answer with `accept` or `show_error`.
    """

    submitted = Signal(str)

    def _prepare(self, button_text: str) -> None:
        self.field = self._secret(self.tr("Passphrase"))
        self.hint = paragraph("", FontKind.SMALL)
        self.hint.setMinimumHeight(34)
        self.ok = Button(button_text, kind="primary", height=34)
        self.ok.setDefault(True)
        self.cancel = Button(self.tr("Quit"), height=34)
        self.cancel.clicked.connect(self.reject)

    def _secret(self, name: str) -> SecretField:
        return SecretField(name, self.tr("Show the passphrase"), self.tr("Hide the passphrase"))

    def _say(self, text: str, tone: str) -> None:
        self.hint.setText(text)
        self.hint.setProperty("tone", tone)
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)

    def show_error(self, text: str) -> None:
        """Say why the passphrase was not taken and let the user try again."""
        self.set_busy(False)
        self._say(text, "danger")
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def set_busy(self, busy: bool) -> None:
        """Take no input while the key is derived, which takes a moment on purpose."""
        self.field.setEnabled(not busy)
        self.ok.setEnabled(not busy)
        if busy:
            self._say(self.tr("One moment…"), "muted")


class CreatePassphraseDialog(_PassphraseDialog):
    """Choose a passphrase for a new library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self._prepare(self.tr("Create library"))
        self.again = self._secret(self.tr("Passphrase again"))
        self.understood = CheckBox(self.tr("I know that nobody can reset this passphrase"))
        dress(
            self,
            self.tr("Protect your library"),
            self.tr(
                "Diagrams are encrypted on this device. This device has no key store we can use, so choose a passphrase. "
                "It is asked for whenever the program starts."
            ),
            (self.field, self.again, self.hint, self.understood),
            (self.cancel, None, self.ok),
        )
        self.field.edit.textChanged.connect(self._on_changed)
        self.again.edit.textChanged.connect(self._on_changed)
        self.understood.toggled.connect(self._on_changed)
        self.ok.clicked.connect(self._on_ok)
        self._on_changed()

    def _on_changed(self) -> None:
        text, again = self.field.edit.text(), self.again.edit.text()
        rating = strength(text)
        texts = {
            Strength.SHORT: self.tr(
                "Use at least %1 characters. Four or five unrelated words are easy to remember."
            ).replace("%1", str(SHORTEST)),
            Strength.WEAK: self.tr("Weak: easy to guess. Add another word."),
            Strength.FAIR: self.tr("Fair. One more word makes it good."),
            Strength.GOOD: self.tr("Good."),
        }
        if again and again != text:
            self._say(self.tr("The two passphrases differ."), "danger")
        else:
            self._say(texts[rating], _TONES[rating])
        fits = rating is not Strength.SHORT and text == again
        self.ok.setEnabled(fits and self.understood.isChecked())

    def _on_ok(self) -> None:
        self.set_busy(True)
        self.submitted.emit(self.field.edit.text())

    def set_busy(self, busy: bool) -> None:
        """Take no input while the key is derived."""
        super().set_busy(busy)
        self.again.setEnabled(not busy)
        self.understood.setEnabled(not busy)


class UnlockDialog(_PassphraseDialog):
    """Ask for the passphrase of the library that is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self._prepare(self.tr("Unlock"))
        body: tuple[Item, ...] = (self.field, self.hint)
        dress(
            self,
            self.tr("Unlock your library"),
            self.tr("Your diagrams are encrypted on this device."),
            body,
            (self.cancel, None, self.ok),
        )
        self.field.edit.textChanged.connect(lambda text: self.ok.setEnabled(bool(text)))
        self.ok.clicked.connect(self._on_ok)
        self.ok.setEnabled(False)

    def _on_ok(self) -> None:
        self.set_busy(True)
        self.submitted.emit(self.field.edit.text())

    def show_wrong(self) -> None:
        """Say that the passphrase does not open the library."""
        self.show_error(self.tr("That passphrase does not open this library. Nothing was changed; try again."))
