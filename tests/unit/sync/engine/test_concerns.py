"""What events are about."""

from __future__ import annotations

import pytest

from sync.engine import events as ev
from sync.engine.attention import Attention
from sync.engine.concerns import note_concern
from sync.engine.intents import RotateKeys
from sync.protocol import frames as fr
from sync.protocol.presence import Presence
from tests.support.workspace import identifier

PLAN, MAP = identifier("plan"), identifier("map")
DOCUMENTS = dict.fromkeys((PLAN, MAP))


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (ev.EditMade(PLAN, "0f" * 8, 1, b""), [PLAN]),
        (ev.WindowOpened(PLAN, "0f" * 8), [PLAN]),
        (ev.WindowClosed(PLAN), [PLAN]),
        (ev.PresenceShown(PLAN, Presence(0)), [PLAN]),
        (fr.Append(PLAN, 1, b""), [PLAN]),
        (fr.Batch(PLAN, ()), [PLAN]),
        (fr.Ephemeral(PLAN, b""), [PLAN]),
        (fr.Joined(PLAN, 0, 0), [PLAN]),
        (fr.Ack(()), []),
        (fr.CardsGet(PLAN, 0), []),
        (ev.Persisted(1), []),
        (ev.Tick(), []),
        (ev.LinkDown("relay"), [PLAN, MAP]),
        (ev.Asked(1, RotateKeys(())), [PLAN, MAP]),
        (fr.LogEntries(PLAN, ()), [PLAN, MAP]),
        (fr.Failure(1, 0, PLAN, ""), [PLAN, MAP]),
        (fr.Notice(fr.NoticeCode.PEER_LEFT, PLAN, PLAN, 0), [PLAN, MAP]),
    ],
)
def test_eng81_an_event_is_about_one_document_or_none_or_maybe_any(
    about: ev.Event | fr.Frame, expected: list[str]
) -> None:
    """ENG-81."""
    attention = Attention()
    event = ev.FrameReceived("relay", about) if isinstance(about, fr.Frame) else about
    note_concern(event, attention)
    assert attention.among(DOCUMENTS) == expected
