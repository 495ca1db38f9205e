"""Boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.crypto.epoch import commitment, document_commitment, document_key, new_epoch_key
from sync.crypto.key_wrap import (
    open_document_box,
    open_epoch_box,
    seal_document_box,
    seal_epoch_box,
    seal_epoch_boxes,
)
from sync.errors import CommitmentError, OpenFailed
from sync.protocol.boxes import NO_DOCUMENT, SEALED_BYTES
from sync.protocol.errors import IdentityError
from tests.support.workspace import ANA, BEN

KEY = new_epoch_key("0a" * 16, 3)
DOCUMENT = document_key(KEY, "0c" * 16)
DEVICE = ANA.laptop


def test_key6_a_box_opens_for_its_recipient() -> None:
    """KEY-6."""
    box = seal_epoch_box(KEY, DEVICE.device, DEVICE.entry.sealing_public)
    assert len(box.sealed) == SEALED_BYTES
    assert box.document == NO_DOCUMENT
    assert open_epoch_box(box, DEVICE.sealing_seed, commitment(KEY)) == KEY
    with pytest.raises(OpenFailed):
        open_epoch_box(box, BEN.laptop.sealing_seed, commitment(KEY))
    with pytest.raises(CommitmentError):
        open_epoch_box(box, DEVICE.sealing_seed, bytes(32))


def test_key6_a_guest_gets_the_key_of_a_document() -> None:
    """KEY-6."""
    box = seal_document_box(DOCUMENT, DEVICE.device, DEVICE.entry.sealing_public)
    promised = document_commitment(DOCUMENT)
    assert open_document_box(box, DEVICE.sealing_seed, promised) == DOCUMENT
    with pytest.raises(OpenFailed):
        open_epoch_box(box, DEVICE.sealing_seed, commitment(KEY))
    with pytest.raises(OpenFailed):
        open_document_box(
            seal_epoch_box(KEY, DEVICE.device, DEVICE.entry.sealing_public), DEVICE.sealing_seed, promised
        )


def test_key6_a_key_that_the_log_did_not_promise_is_not_opened() -> None:
    """KEY-6, KEY-19: whoever carries boxes can seal a key of his own, and gains nothing."""
    own = replace(DOCUMENT, secret=bytes(32))
    box = seal_document_box(own, DEVICE.device, DEVICE.entry.sealing_public)
    with pytest.raises(CommitmentError):
        open_document_box(box, DEVICE.sealing_seed, document_commitment(DOCUMENT))


@pytest.mark.parametrize(
    "change", [{"scope": "0b" * 16}, {"epoch": 4}, {"recipient": BEN.laptop.device}, {"document": "0d" * 16}]
)
def test_key6_a_box_shown_as_another_does_not_open(change: dict[str, object]) -> None:
    """KEY-6."""
    box = replace(seal_document_box(DOCUMENT, DEVICE.device, DEVICE.entry.sealing_public), **change)  # type: ignore[arg-type]
    with pytest.raises(OpenFailed):
        open_document_box(box, DEVICE.sealing_seed, document_commitment(DOCUMENT))


@pytest.mark.parametrize("position", range(0, SEALED_BYTES, 11))
def test_key16_a_changed_box_does_not_open(position: int) -> None:
    """KEY-16."""
    box = seal_epoch_box(KEY, DEVICE.device, DEVICE.entry.sealing_public)
    sealed = bytearray(box.sealed)
    sealed[position] ^= 1
    with pytest.raises(OpenFailed):
        open_epoch_box(replace(box, sealed=bytes(sealed)), DEVICE.sealing_seed, commitment(KEY))


def test_key6_many_are_sealed_at_once_and_bad_keys_are_told() -> None:
    """KEY-6."""
    people = (ANA, BEN)
    boxes = seal_epoch_boxes(KEY, [(p.laptop.device, p.laptop.entry.sealing_public) for p in people])
    for person, box in zip(people, boxes, strict=True):
        assert open_epoch_box(box, person.laptop.sealing_seed, commitment(KEY)) == KEY
    for public in (b"short", bytes(32)):
        with pytest.raises(IdentityError):
            seal_epoch_box(KEY, DEVICE.device, public)
