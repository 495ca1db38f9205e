"""Starting a diagram anew that cannot be built from its log any more: a successor with the same roles.

The successor's id follows from the diagram's, so that everybody finds it who knows the log, and two editors who start it
anew at once cannot make two. Its content comes from the records that a window still shows, shared like any document. The old
diagram stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sync.engine.bodies import roles_on
from sync.engine.effects import Effect
from sync.engine.intents import ChangeDiagramRole, Intent, StartAnew
from sync.engine.proposals import Done
from sync.protocol.documents import successor_of
from sync.protocol.errors import ErrorCode
from sync.protocol.membership.state import WorkspaceState

Ask: TypeAlias = Callable[[Intent, Done], list[Effect]]
"""Asks for a change of the workspace."""


def start_anew(ask: Ask, state: Callable[[], WorkspaceState], intent: StartAnew, done: Done) -> list[Effect]:
    """Create the successor, then give everybody the role on it that he has on the old one, one after the other.

    Args:
        ask: Asks for a change.
        state: Returns what the log says then.
        intent: What to start anew.
        done: Told at the end, or of the first refusal: what was done until then stays.
    """

    def created(seq: int, code: ErrorCode | None) -> list[Effect]:
        if code is not None:
            return done(0, code)
        return _give(ask, roles_to_give(state(), intent.document), seq, done)

    return ask(intent, created)


def roles_to_give(state: WorkspaceState, document: str) -> tuple[ChangeDiagramRole, ...]:
    """Return what is missing on a successor of the roles that single users have on a diagram."""
    successor = successor_of(document)
    given = roles_on(state, state.diagrams[successor])
    wanted = roles_on(state, state.diagrams[document])
    missing = {user: role for user, role in wanted.items() if given.get(user) is not role}
    return tuple(ChangeDiagramRole(user, successor, role) for user, role in sorted(missing.items()))


def _give(ask: Ask, roles: tuple[ChangeDiagramRole, ...], last: int, done: Done) -> list[Effect]:
    if not roles:
        return done(last, None)

    def given(seq: int, code: ErrorCode | None) -> list[Effect]:
        return done(0, code) if code is not None else _give(ask, roles[1:], seq, done)

    return ask(roles[0], given)
