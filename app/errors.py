"""Errors of the desktop program and the command line.

AppError
├── ProfileError         the encrypted library cannot be opened; says why and what to do
├── DiagramError         a diagram in the library cannot be opened
├── DisplayError         there is no screen to show a window on
├── InputError           a file or an argument of the user's does not fit
├── UsageError           the words of a command line do not fit together
└── OutputError          a result cannot be written
"""

from __future__ import annotations


class AppError(Exception):
    """Base of all errors raised by `app`; never raised itself. The message is fit for the user.

    Attributes:
        advice: one sentence that says what to do, or "".
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class ProfileError(AppError):
    """The encrypted library cannot be opened or made."""


class DiagramError(AppError):
    """A diagram that is in the library cannot be opened; nothing was changed."""


class DisplayError(AppError):
    """There is no screen to show a window on."""


class InputError(AppError):
    """A file or an argument of the user's does not fit."""


class UsageError(AppError):
    """The words of a command line do not fit together."""


class OutputError(AppError):
    """A result cannot be written where it should go."""
