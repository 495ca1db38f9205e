"""The recovery code, step by step: made and saved, tried, and used on a new computer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from app.account.steps import Ask, Kind, Screen, Step, Values
from app.account.wording import problem_text
from sync.crypto.identity import DeviceIdentity
from sync.crypto.recovery import RecoveryCode, format_code, new_code, paper_device, parse_code
from sync.errors import RecoveryCodeError

MADE, SAVED, DRILL, RESULT, RESTORE = "code", "saved", "drill", "result", "restore"
ASKED_GROUPS = (2, 6)
"""Which groups have to be typed to show that the code was saved, counted from 0."""
_HINT = "XXXX-XXXX-…"
_LINES = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("Account", text)


class MakeCodeFlow(QObject):
    """Makes a code, has it saved, and hands out the paper device; the code itself is kept nowhere."""

    def __init__(self, screen: Screen, made: Callable[[DeviceIdentity], None], parent: QObject) -> None:
        """Make a flow.

        Args:
            screen: shows the steps.
            made: gets the paper device once the person has saved the code.
            parent: owner.
        """
        super().__init__(parent)
        self._screen, self._made = screen, made
        self._code: RecoveryCode = new_code()

    def begin(self) -> None:
        """Show the code."""
        text = _tr(
            "If all your computers are lost, this code opens your workspaces again on a new one. Nobody can make it anew for "
            "you, and a password is no help without it. Write it on paper, or print it."
        )
        self._screen.show_step(
            Step(
                MADE,
                _tr("Your recovery code"),
                text,
                confirm=_tr("I wrote it down"),
                shown=format_code(self._code),
                lines=in_lines(format_code(self._code)),
                shown_name=_tr("Recovery code"),
            )
        )

    def submitted(self, step: str, values: Values) -> None:
        """Ask for parts of it; end when they are right."""
        if step == MADE:
            self._screen.show_step(self._saved())
            return
        groups = format_code(self._code).split("-")
        if all(_plain(values[str(at)]) == groups[at] for at in ASKED_GROUPS):
            self._made(paper_device(self._code))
        else:
            self._screen.show_problem(_tr("That is not what the code says. Look again at what you wrote down."))

    def chosen(self, _link: str, _values: Values) -> None:
        """Show the code once more."""
        self.begin()

    def _saved(self) -> Step:
        asks = tuple(
            Ask(str(at), _tr("Group %1 of nine").replace("%1", str(at + 1)), Kind.CODE, "XXXX") for at in ASKED_GROUPS
        )
        text = _tr("Type two groups from your paper, so that it is certain that you can read it.")
        back = ((MADE, _tr("Show the code again")),)
        return Step(SAVED, _tr("Is it on paper?"), text, asks, _tr("Done"), back)


class DrillFlow(QObject):
    """Proves that the code on paper works, without changing anything."""

    def __init__(
        self,
        screen: Screen,
        device: str,
        works: Callable[[DeviceIdentity], str],
        done: Callable[[], None],
        parent: QObject,
    ) -> None:
        """Make a flow.

        Args:
            screen: shows the steps.
            device: id of the paper device that the code has to make.
            works: tries the keys of the code and returns what they open, in words.
            done: called at the end.
            parent: owner.
        """
        super().__init__(parent)
        self._screen, self._device, self._works, self._done = screen, device, works, done

    def begin(self) -> None:
        """Ask for the code."""
        ask = Ask("code", _tr("Recovery code"), Kind.CODE, _HINT)
        text = _tr(
            "Type the code from your paper. Its keys are tried on this computer only; nothing is changed or sent."
        )
        self._screen.show_step(Step(DRILL, _tr("Try the recovery code"), text, (ask,), _tr("Try it")))

    def submitted(self, step: str, values: Values) -> None:
        """Try it and say what came of it."""
        if step == RESULT:
            self._done()
            return
        try:
            identity = paper_device(parse_code(values["code"]))
        except RecoveryCodeError as error:
            self._screen.show_problem(problem_text(error))
            return
        if identity.device != self._device:
            self._screen.show_problem(
                _tr("This is a recovery code, but an older one: it was replaced and opens nothing.")
            )
            return
        self._screen.show_step(
            Step(RESULT, _tr("The code works"), self._works(identity), confirm=_tr("Done"), last=True)
        )

    def chosen(self, _link: str, _values: Values) -> None:
        """Nothing else may be done in these steps."""


class RestoreFlow(QObject):
    """Takes this computer into one's workspaces with the recovery code."""

    def __init__(self, screen: Screen, restore: Callable[[DeviceIdentity], None], parent: QObject) -> None:
        """Make a flow.

        Args:
            screen: shows the steps.
            restore: gets the paper device; it ends the dialog or shows what went wrong.
            parent: owner.
        """
        super().__init__(parent)
        self._screen, self._restore = screen, restore

    def begin(self) -> None:
        """Ask for the code."""
        ask = Ask("code", _tr("Recovery code"), Kind.CODE, _HINT)
        text = _tr(
            "The code from your paper lets this computer into all your workspaces at the relay. Nobody has to be online."
        )
        self._screen.show_step(Step(RESTORE, _tr("Use the recovery code"), text, (ask,), _tr("Open my workspaces")))

    def submitted(self, _step: str, values: Values) -> None:
        """Use it."""
        try:
            identity = paper_device(parse_code(values["code"]))
        except RecoveryCodeError as error:
            self._screen.show_problem(problem_text(error))
            return
        self._screen.set_busy(True)
        self._restore(identity)

    def chosen(self, _link: str, _values: Values) -> None:
        """Nothing else may be done in these steps."""


def in_lines(code: str) -> str:
    """Set a code in three equal lines, as it is written on paper; each but the last ends in the hyphen that goes on."""
    groups = code.split("-")
    third = -(-len(groups) // _LINES)
    return "-\n".join("-".join(groups[at : at + third]) for at in range(0, len(groups), third))


def _plain(typed: str) -> str:
    """Return a group as codes write it."""
    return typed.strip().upper().translate(str.maketrans("OIL", "011"))
