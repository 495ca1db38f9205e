"""What each event is about: one document, none, or, if nothing is known of its kind, maybe any."""

from __future__ import annotations

from sync.engine import events as ev
from sync.engine.attention import Attention
from sync.protocol import frames as fr

_ABOUT_ONE = (
    ev.DocumentShared,
    ev.DocumentReleased,
    ev.WindowOpened,
    ev.WindowClosed,
    ev.EditMade,
    ev.Poisoned,
    ev.SnapshotTaken,
    ev.StateRead,
    ev.ReplayAsked,
    ev.PresenceShown,
    fr.Joined,
    fr.Batch,
    fr.Append,
    fr.Join,
    fr.SnapshotPart,
    fr.Resync,
    fr.Ephemeral,
)

_TURNS_OUT = (
    ev.DocumentLoaded,
    ev.Persisted,
    ev.EnvelopesRead,
    ev.Tick,
    ev.CardWritten,
    ev.PicturesWanted,
    ev.SignalSent,
    fr.Ack,
    fr.Signal,
    fr.Cards,
    fr.CardsGet,
    fr.PicturesGet,
    fr.LogGet,
    fr.BoxesGet,
)
"""Events and frames that are about no document, or of which whoever takes them says what they are about."""


def note_concern(event: ev.Event, attention: Attention) -> None:
    """Note which documents an event is about before it is taken."""
    about = event.frame if isinstance(event, ev.FrameReceived) else event
    if isinstance(about, _ABOUT_ONE):
        attention.concerns(about.document)
    elif not isinstance(about, _TURNS_OUT):
        attention.concerns_all()
