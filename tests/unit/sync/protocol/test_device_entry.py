"""Device entries and consent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.crypto.identity import admit_device
from sync.protocol.device_entry import (
    ADMISSION_BYTES,
    DeviceKind,
    encode_admission,
    read_admission,
    verify_admission,
)
from sync.protocol.errors import IdentityError, Malformed
from sync.protocol.wire import WireReader
from tests.support.workspace import ANA, BEN, identity


def test_mem1_an_admission_survives_its_encoding() -> None:
    """MEM-1."""
    admission = admit_device(identity("phone"), ANA.user, DeviceKind.PAPER)
    data = encode_admission(admission)
    assert len(data) == ADMISSION_BYTES
    assert read_admission(WireReader(data)) == admission
    verify_admission(admission, ANA.user)


def test_mem1_nobody_enters_a_device_of_somebody_else_or_of_another_kind() -> None:
    """MEM-1."""
    admission = admit_device(identity("phone"), ANA.user)
    with pytest.raises(IdentityError):
        verify_admission(admission, BEN.user)
    with pytest.raises(IdentityError):
        verify_admission(replace(admission, kind=DeviceKind.PAPER), ANA.user)
    with pytest.raises(IdentityError):
        verify_admission(replace(admission, entry=identity("other").entry), ANA.user)


@pytest.mark.parametrize(("position", "value"), [(0, 9), (129, 0), (129, 3)])
def test_mem1_an_unknown_version_or_kind_is_refused(position: int, value: int) -> None:
    """MEM-1."""
    data = bytearray(encode_admission(admit_device(identity("phone"), ANA.user)))
    data[position] = value
    with pytest.raises(Malformed):
        read_admission(WireReader(bytes(data)))
