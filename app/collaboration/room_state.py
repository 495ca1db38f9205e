"""What the share and join dialogs show of rooms in this network. Data only: whoever runs the room makes it, the dialogs paint it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparing:
    """A person has to say whether the other screen shows the same digits.

    Attributes:
        id: goes back with the answer.
        digits: six of them.
        name: what the other side calls itself, unproven; "" when it says nothing.
        after: how many others wait until this one has an answer.
    """

    id: str
    digits: str
    name: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was let in.

    Attributes:
        device: through which.
        name: of the person.
        by: how it is known who that is: "digits", "code" or "member".
        here: whether the connection is up now.
    """

    device: str
    name: str
    by: str
    here: bool = True


@dataclass(frozen=True, slots=True)
class RoomState:
    """A room of one diagram.

    Attributes:
        open: whether it can be entered.
        name: four characters by which people tell rooms apart.
        ticket: text of the QR code that lets one guest in, or "".
        comparing: what is to be answered now.
        guests: who was let in.
        problem: why there is no room, in words; "" when nothing is wrong.
        far: four characters of the place at the relay where a further computer of the person can come; "" for none.
    """

    open: bool = False
    name: str = ""
    ticket: str = ""
    comparing: Comparing | None = None
    guests: tuple[Guest, ...] = ()
    problem: str = ""
    far: str = ""


@dataclass(frozen=True, slots=True)
class NearbyRoom:
    """A room that can be entered: as a rule one that somebody announces in this network.

    Attributes:
        room: its random name.
        short_name: four characters that both screens show.
        workspace: name of the workspace whose key marks it; "" for a room of strangers.
        far: it is no room in this network, but a computer of the person that waits at the relay.
    """

    room: str
    short_name: str
    workspace: str = ""
    far: bool = False


@dataclass(frozen=True, slots=True)
class JoinState:
    """What the user sees while joining.

    Attributes:
        rooms: that are open nearby.
        entering: short name of the room that is being entered, or "".
        comparing: what is to be answered now.
        problem: why it did not work, in words.
    """

    rooms: tuple[NearbyRoom, ...] = ()
    entering: str = ""
    comparing: Comparing | None = None
    problem: str = ""


def grouped(digits: str) -> str:
    """Return digits as they are read aloud: "482 913"."""
    half = len(digits) // 2
    return f"{digits[:half]} {digits[half:]}"
