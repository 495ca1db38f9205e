"""Bodies of requests and answers about meetings of two devices of one account."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from relay_server.domain.meeting import MAX_WORD_BYTES, MAX_WORDS, Meeting
from relay_server.entrypoints.http.models import Answer, Body, decoded_base64
from relay_server.entrypoints.http.workspace_models import base64_text

Number = Annotated[int, Field(ge=1, le=MAX_WORDS)]
After = Annotated[int, Field(ge=0, le=MAX_WORDS)]


class WordBody(Body):
    """Something for the other side, sealed as far as it is secret."""

    word: Annotated[
        bytes,
        BeforeValidator(decoded_base64),
        Field(min_length=1, max_length=MAX_WORD_BYTES),
        WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
    ]


class MeetingItem(Answer):
    """A meeting: who opened it, who came, until when it is open (Unix milliseconds)."""

    id: str
    host: str
    guest: str | None
    expires_ms: int

    @classmethod
    def of(cls, meeting: Meeting) -> MeetingItem:
        """Turn a meeting into an answer."""
        return cls(id=meeting.id, host=meeting.host, guest=meeting.guest, expires_ms=meeting.expires_ms)


class WordItem(Answer):
    """What the other side said."""

    number: int
    word: str

    @classmethod
    def of(cls, number: int, word: bytes) -> WordItem:
        """Turn a word into an answer."""
        return cls(number=number, word=base64_text(word))
