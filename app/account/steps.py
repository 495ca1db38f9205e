"""Dialogs that lead through several steps, as data: what a step asks, and what may be done instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What goes into a line."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105 - the name of a kind.
    CODE = "code"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Ask:
    """A line of a step.

    Attributes:
        id: names its value.
        name: what it is, above the line and for screen readers; for a tick the sentence that is agreed to.
        kind: what goes into it.
        hint: shown in the empty line.
        text: what stands in it at first.
        optional: whether it may stay empty; a tick that is not optional has to be set.
    """

    id: str
    name: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    text: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step.

    Attributes:
        id: names it.
        title: heading.
        text: a sentence or two below it.
        asks: its lines.
        confirm: what the main button says: a verb; "" for a step without one.
        links: what may be done instead: id and text.
        shown: text that is to be read or copied, in large letters; "" for none. It may be secret.
        lines: the same as it is to be set in lines; "" to let it break where it does.
        shown_name: what that is, for screen readers.
        code: text of a QR code; "" for none. It may be secret.
        note: what went well before it; "" for nothing.
        dangerous: whether the main button loses something.
        last: whether there is nothing left that could be given up.
    """

    id: str
    title: str
    text: str = ""
    asks: tuple[Ask, ...] = ()
    confirm: str = ""
    links: tuple[tuple[str, str], ...] = ()
    shown: str = field(default="", repr=False)
    lines: str = field(default="", repr=False)
    shown_name: str = ""
    code: str = field(default="", repr=False)
    note: str = ""
    dangerous: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before somebody signs in.

    Attributes:
        url: where the relay is; "" to ask.
        email: who it is; "" to ask.
        invitation: a code that opens an account there; "" for none. It is secret.
    """

    url: str = ""
    email: str = ""
    invitation: str = field(default="", repr=False)


NOTHING = Known()

Values = Mapping[str, str]
"""What was typed, by the ids of the lines; a tick that is set is "yes"."""


class Screen(Protocol):
    """Where steps are shown; ``app.dialogs.account.step_dialog`` is one."""

    def show_step(self, step: Step) -> None:
        """Show a step instead of the one before; its first line gets the keyboard."""

    def show_problem(self, text: str, line: str = "") -> None:
        """Say why it does not go on, and let the person change what was typed: the line of this id, if the step has it."""

    def set_busy(self, busy: bool) -> None:
        """Take no input while something is asked of the relay."""

    def finish(self) -> None:
        """Close: it is done."""


class Flow(Protocol):
    """What leads through the steps."""

    def begin(self) -> None:
        """Show the first step."""

    def submitted(self, step: str, values: Values) -> None:
        """Go on from a step with what was typed."""

    def chosen(self, link: str, values: Values) -> None:
        """Do something else instead."""
