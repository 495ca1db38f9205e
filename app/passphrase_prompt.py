"""Asks for the library's passphrase in a dialog, for a start without a keyring."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEventLoop

from app.dialogs.passphrase import CreatePassphraseDialog, UnlockDialog
from sync.store.keys import PromptReason


class DialogPrompt:
    """A prompt that keeps its dialog open while the key is derived, so that a wrong passphrase can be told in place.

    Attributes:
        dialog: what is shown now.
        given_up: the user closed the dialog instead of answering.
    """

    def __init__(self) -> None:
        """Ask nothing yet."""
        self.dialog: CreatePassphraseDialog | UnlockDialog | None = None
        self.given_up = False

    def __call__(self, reason: PromptReason) -> str | None:
        """Return what the user typed, or None when the dialog was closed."""
        if self.dialog is None:
            self.dialog = CreatePassphraseDialog() if reason is PromptReason.NEW else UnlockDialog()
        dialog = self.dialog
        if reason is PromptReason.WRONG and isinstance(dialog, UnlockDialog):
            dialog.show_wrong()
        answers: list[str] = []
        loop = QEventLoop()
        dialog.submitted.connect(answers.append)
        dialog.submitted.connect(loop.quit)
        dialog.finished.connect(loop.quit)
        dialog.show()
        loop.exec()
        dialog.submitted.disconnect(answers.append)
        dialog.submitted.disconnect(loop.quit)
        dialog.finished.disconnect(loop.quit)
        # Deriving the key blocks this thread for a moment; the dialog must show that before.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self.given_up = not answers
        return answers[0] if answers else None

    def close(self) -> None:
        """Take the dialog away."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
