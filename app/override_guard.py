"""A failing override of a method of Qt is reported, as everything that fails, instead of ending the program.

When an override fails, Qt for Python writes the name of the method before the exception's message. Up to Python 3.11 an exception that C code
raised (an object that Qt has deleted, a key that is not there) is only a class and a text on its way through a function that does not
catch it; Qt for Python takes the text for the exception and reads beyond it. Catching it once makes it a whole exception.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject

P = ParamSpec("P")
T = TypeVar("T")

FIRST_WITH_WHOLE_EXCEPTIONS = (3, 12)


def guard_overrides() -> None:
    """Guard the overrides of all classes of Qt objects that are defined from now on, where Python needs that."""
    if sys.version_info < FIRST_WITH_WHOLE_EXCEPTIONS:
        # There is no other place that sees every such class, also those of modules that are loaded late.
        QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment, method-assign]


def _guard(made: type) -> None:
    from_qt = [vars(base) for base in made.__mro__ if base.__module__.startswith("PySide6")]
    for name, value in tuple(vars(made).items()):
        is_override = isinstance(value, FunctionType) and any(name in methods for methods in from_qt)
        if is_override and not name.startswith("__"):
            setattr(made, name, whole(value))


def whole(function: Callable[P, T]) -> Callable[P, T]:
    """Return a function that does the same, and whose exceptions are whole."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except BaseException:  # noqa: TRY203  # Caught to make it whole; see the module.
            raise

    return guarded
