"""What the dialogs of teams show. Data only: whoever runs the team makes it, the dialogs paint it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sync.protocol.roles import Role


class Reach(StrEnum):
    """Whether a diagram goes through a relay."""

    SIGNED_OUT = "signed out"
    AWAY = "away"
    ALONE = "alone"
    WORKING = "working"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class TeamPerson:
    """Somebody with a role.

    Attributes:
        user: user id.
        name: from the card; "" for one who has none yet.
        role: in the workspace, or on the diagram.
        own: it is oneself.
        guest: only on this diagram.
        may_change: whether one's own rights suffice to change the role or remove.
        safety: sixty digits to compare with that person, "" for oneself.
        color: "#rrggbb"; "" for the one that follows from the user id.
        picture: of the card; empty for none.
        gone: the workspace has lost this person; the role says nothing then.
    """

    user: str
    name: str
    role: Role
    own: bool = False
    guest: bool = False
    may_change: bool = False
    safety: str = ""
    color: str = ""
    picture: bytes = field(default=b"", repr=False)
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A way in that is open: an invite link, a code by mail, or somebody who asks.

    Attributes:
        id: for revoking or answering.
        kind: "link", "mail", "request" or "view".
        title: who it is for, as far as that is known.
        role: with it.
        expires_ms: until when; 0 for a request.
        safety: sixty digits to compare, for a request.
        mine: whether one may end or answer it.
    """

    id: str
    kind: str
    title: str
    role: Role
    expires_ms: int
    safety: str = ""
    mine: bool = True


@dataclass(frozen=True, slots=True)
class TeamState:
    """A workspace, or one diagram of it, as the dialogs show it.

    Attributes:
        reach: whether and how it goes through a relay.
        reason: why not, in words.
        workspace: name of the workspace; "" for one without a name.
        relay: address of the relay.
        people: members and guests.
        waiting: open ways in.
        made: the link that was made last.
        busy: something is on its way.
        opens_accounts: whether accounts at the relay are opened by invitation, and this person may give one.
        mails: whether the relay sends its mail; else it lies on the console of whoever runs it.
        problem: what did not work, in words.
        own_role: what one is here; None outside.
        targets: workspaces (id and name) into which the diagram can be put.
    """

    reach: Reach = Reach.SIGNED_OUT
    reason: str = ""
    workspace: str = ""
    relay: str = ""
    people: tuple[TeamPerson, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    made: str = ""
    busy: bool = False
    opens_accounts: bool = False
    mails: bool = True
    problem: str = ""
    own_role: Role | None = None
    targets: tuple[tuple[str, str], ...] = ()
