"""Presence in a document."""

from __future__ import annotations

from itertools import count

from sync.engine.presence import (
    FACE_AGAIN_SECONDS,
    FACE_PAUSE_SECONDS,
    GONE_SECONDS,
    HEARTBEAT_SECONDS,
    MAX_SENDERS,
    PAUSE_SECONDS,
    PresenceRoom,
    PresenceVoice,
)
from sync.protocol.presence import Activity, Presence


def test_eng30_the_last_word_counts() -> None:
    """ENG-30."""
    room = PresenceRoom()
    assert room.hear("a", Presence(5, cursor=(1.0, 1.0)), 0.0)
    assert not room.hear("a", Presence(5, cursor=(2.0, 2.0)), 0.1)
    assert not room.hear("a", Presence(4, cursor=(2.0, 2.0)), 0.1)
    assert not room.hear("a", Presence(6, cursor=(1.0, 1.0)), 0.2)
    assert room.hear("a", Presence(7, cursor=(2.0, 2.0)), 0.3)
    assert room.present() == {"a": Presence(7, cursor=(2.0, 2.0))}


def test_eng30_who_is_silent_or_says_so_is_gone() -> None:
    """ENG-30."""
    room = PresenceRoom()
    for device, at in (("a", 0.0), ("b", 1.0), ("c", 1.0)):
        room.hear(device, Presence(1), at)
    assert room.expire(GONE_SECONDS - 0.1) == []
    assert room.expire(GONE_SECONDS) == ["a"]
    assert room.hear("b", Presence(2, activity=Activity.LEFT), 2.0)
    assert not room.hear("b", Presence(3, activity=Activity.LEFT), 2.0)
    assert room.leave("c")
    assert not room.leave("c")
    assert room.present() == {}


def test_eng30_who_spoke_again_is_not_waited_for_first() -> None:
    """ENG-30: the time at which somebody will have been silent for too long is that of whoever was heard longest ago."""
    room = PresenceRoom()
    assert room.due() is None
    for device, clock, at in (("a", 1, 0.0), ("b", 1, 1.0), ("a", 2, 2.0)):
        room.hear(device, Presence(clock), at)
    assert room.due() == 1.0 + GONE_SECONDS
    assert room.expire(1.0 + GONE_SECONDS) == ["b"]
    assert room.due() == 2.0 + GONE_SECONDS


def test_eng78_words_of_who_has_gone_are_not_heard_again() -> None:
    """ENG-78, ENG-30: he left, his connection ended, or he was silent; he himself goes on counting."""
    room = PresenceRoom()
    for device in ("left", "cut off", "silent"):
        assert room.hear(device, Presence(5, page="p"), 0.0)
    room.hear("left", Presence(6, activity=Activity.LEFT), 0.1)
    room.leave("cut off")
    room.expire(GONE_SECONDS)
    for device, last in (("left", 6), ("cut off", 5), ("silent", 5)):
        assert room.clock_of(device) == last
        assert not room.hear(device, Presence(5, page="p"), 10.0)
        assert room.present() == {}
        assert room.hear(device, Presence(7, page="p"), 10.0)
        room.leave(device)


def test_eng30_a_flood_of_ghosts_is_bounded() -> None:
    """ENG-30."""
    room = PresenceRoom()
    for number in range(MAX_SENDERS + 10):
        room.hear(f"ghost {number}", Presence(1), 0.0)
    assert len(room.present()) == MAX_SENDERS
    assert room.hear("ghost 0", Presence(2, page="p"), 0.0)


def test_eng31_a_device_speaks_the_latest_and_not_too_often() -> None:
    """ENG-31."""
    voice = PresenceVoice(count(1_001))
    assert voice.due() is None
    assert voice.speak(0.0) is None
    voice.show(Presence(0, cursor=(1.0, 1.0)))
    assert voice.speak(0.0) == Presence(1_001, cursor=(1.0, 1.0))
    for at in range(1, 5):
        voice.show(Presence(0, cursor=(1.0, float(at))))
        assert voice.speak(at / 100) is None
    assert voice.speak(PAUSE_SECONDS) == Presence(1_002, cursor=(1.0, 4.0))
    assert voice.speak(1.0) is None
    assert voice.due() == PAUSE_SECONDS + HEARTBEAT_SECONDS
    assert voice.speak(PAUSE_SECONDS + HEARTBEAT_SECONDS) == Presence(1_003, cursor=(1.0, 4.0))


FACE, OTHER_FACE = b"\xff\xd8\xffone", b"\xff\xd8\xffother"


def test_eng32_a_picture_is_said_where_it_is_wanted_and_not_too_often() -> None:
    """ENG-32."""
    voice, wanted = PresenceVoice(count(1)), True

    def faces(until: float) -> list[tuple[float, bytes]]:
        """Speak whenever that is due; return when a picture was said."""
        said, now = [], voice.due()
        while now is not None and now <= until:
            word = voice.speak(now, with_face=lambda: wanted)
            if word is not None and word.face is not None:
                said.append((now, word.face))
            now = voice.due()
        return said

    voice.show(Presence(0, face=FACE))
    assert [face for _, face in faces(1.0)] == [FACE]
    voice.want_face(1.0)
    voice.show(Presence(0, face=OTHER_FACE, page="p"))
    ((at, face),) = faces(30.0)
    assert FACE_PAUSE_SECONDS - 0.1 <= at <= FACE_PAUSE_SECONDS + 0.1
    assert face == OTHER_FACE
    assert [round(when - at) for when, _ in faces(at + FACE_AGAIN_SECONDS + 1)] == [FACE_AGAIN_SECONDS]
    wanted = False
    assert faces(500.0) == []
    wanted = True
    voice.want_face(500.0)
    assert [face for _, face in faces(520.0)] == [OTHER_FACE]
    voice.show(Presence(0, face=b""))
    assert [face for _, face in faces(560.0)] == [b""]


def test_eng32_a_picture_stays_until_another_one_is_said() -> None:
    """ENG-32, PRO-50."""
    room = PresenceRoom()
    room.hear("a", Presence(1, page="p", face=FACE), 0.0)
    assert not room.hear("a", Presence(2, page="p"), 0.1)
    assert room.hear("a", Presence(3, page="q"), 0.2)
    assert room.word_of("a") == Presence(3, page="q", face=FACE)
    assert room.hear("a", Presence(4, page="q", face=b""), 0.3)
    room.leave("a")
    assert room.word_of("a") is None
