"""Asking for passphrases on the terminal, or taking them from the environment when nobody can be asked."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping

from app.cli.console import PROGRAM
from app.errors import InputError
from sync.store.keys import PASSPHRASE_VARIABLE, PassphrasePrompt, PromptReason

BACKUP_VARIABLE = "AIO_CANVAS_BACKUP_PASSPHRASE"
"""Environment variable with the passphrase of a backup; the library's own variable serves when it is not set."""
_QUESTIONS = {
    PromptReason.NEW: "New passphrase for the library: ",
    PromptReason.UNLOCK: "Passphrase of the library: ",
    PromptReason.WRONG: "That was not it. Passphrase of the library: ",
}


def terminal_prompt() -> PassphrasePrompt | None:
    """Return a way to ask for the library's passphrase, or None when standard input is not a terminal."""
    return _ask_library if sys.stdin is not None and sys.stdin.isatty() else None


def backup_passphrase(environ: Mapping[str, str], *, new: bool) -> str:
    """Return the passphrase of a backup: from the environment, else asked for.

    Args:
        environ: the process environment.
        new: a backup is being made, so the passphrase is asked for twice.

    Raises:
        InputError: there is none and nobody can be asked, or none was typed.
    """
    known = environ.get(BACKUP_VARIABLE) or environ.get(PASSPHRASE_VARIABLE)
    if known:
        return known
    if terminal_prompt() is None:
        raise InputError("the backup needs a passphrase", f"Set {BACKUP_VARIABLE}, or run this on a terminal.")
    given = _ask_twice("Passphrase for the backup: ") if new else getpass.getpass("Passphrase of the backup: ")
    if not given:
        raise InputError("no passphrase was given, so nothing was done")
    return given


def _ask_library(reason: PromptReason) -> str | None:
    question = _QUESTIONS[reason]
    return (_ask_twice(question) if reason is PromptReason.NEW else getpass.getpass(question)) or None


def _ask_twice(question: str) -> str:
    """Ask until two answers are the same; an empty answer gives up."""
    while True:
        first = getpass.getpass(question)
        if not first or first == getpass.getpass("The same again: "):
            return first
        print(f"{PROGRAM}: the two are not the same", file=sys.stderr)
