"""What the library hands out."""

from __future__ import annotations

import pytest

from sync.store.records import (
    Append,
    DocumentInfo,
    DocumentKind,
    LoadedDocument,
    LoggedUpdate,
    UpdateKind,
    VerifyReport,
)
from tests.support.library import WORKSPACE, writer_for


def test_records_cannot_be_changed() -> None:
    info = DocumentInfo("0c" * 16, DocumentKind.DIAGRAM, WORKSPACE, "t", 1, 2)
    with pytest.raises(AttributeError):
        info.title = "other"  # type: ignore[misc]


def test_content_is_not_printed() -> None:
    assert "secret" not in repr(Append(writer_for("0c" * 16), 1, b"secret"))
    info = DocumentInfo("0c" * 16, DocumentKind.DIAGRAM, WORKSPACE, "t", 1, 2)
    update = LoggedUpdate("ff" * 8, 1, UpdateKind.LOCAL, b"secret", 1)
    assert "secret" not in repr(LoadedDocument(info, b"secret", (update,), {}))


def test_a_report_is_ok_without_problems() -> None:
    assert VerifyReport(()).ok
    assert not VerifyReport(("page 3",)).ok
