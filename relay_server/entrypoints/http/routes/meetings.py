"""Meetings of two devices of one account."""

from __future__ import annotations

from fastapi import APIRouter

from relay_server.entrypoints.http import meeting_models as models
from relay_server.entrypoints.http.context import Env, From, Who
from relay_server.entrypoints.http.models import Identifier
from relay_server.service import meetings

ROUTER = APIRouter(prefix="/me/meetings", tags=["devices"])


@ROUTER.post("", status_code=201)
def begin(env: Env, caller: From, who: Who) -> models.MeetingItem:
    """Open a place where another device of the account can come, for ten minutes."""
    return models.MeetingItem.of(meetings.open_meeting(env, caller, who))


@ROUTER.get("")
def own_meetings(env: Env, _caller: From, who: Who) -> list[models.MeetingItem]:
    """List the account's open meetings."""
    return [models.MeetingItem.of(one) for one in meetings.open_meetings(env, who)]


@ROUTER.post("/{meeting}/guest")
def come(env: Env, caller: From, who: Who, meeting: Identifier) -> models.MeetingItem:
    """Come to a meeting as its guest."""
    return models.MeetingItem.of(meetings.come_to_meeting(env, caller, who, meeting))


@ROUTER.put("/{meeting}/words/{number}", status_code=204)
def say(env: Env, _caller: From, who: Who, meeting: Identifier, number: models.Number, body: models.WordBody) -> None:
    """Leave a word for the other side; they are numbered from 1 on."""
    meetings.say(env, who, meeting, number, body.word)


@ROUTER.get("/{meeting}/words")
def heard(env: Env, _caller: From, who: Who, meeting: Identifier, after: models.After = 0) -> list[models.WordItem]:
    """Return what the other side said after a number."""
    return [models.WordItem.of(number, word) for number, word in meetings.heard(env, who, meeting, after)]


@ROUTER.delete("/{meeting}", status_code=204)
def end(env: Env, _caller: From, who: Who, meeting: Identifier) -> None:
    """End a meeting and remove what was said in it."""
    meetings.close_meeting(env, who, meeting)
