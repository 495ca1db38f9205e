"""What the library keeps of a recovery code."""

from __future__ import annotations

from pathlib import Path

from app.account.paper import PAPER, paper_of, read_paper, tried, write_paper
from sync.crypto.recovery import format_code, new_code, paper_device
from sync.protocol.device_entry import DeviceKind, verify_admission
from sync.store.library import open_library
from tests.support.library import KEY, ticking_clock

USER = "ab" * 16


def test_the_paper_device_is_kept_and_its_code_is_not(tmp_path: Path) -> None:
    code = new_code()
    paper = paper_of(paper_device(code), USER, 5)
    verify_admission(paper.admission, USER)
    assert paper.admission.kind is DeviceKind.PAPER
    library = open_library(tmp_path / "profile", KEY, ticking_clock())
    assert library.submit(read_paper).result() is None
    library.submit(lambda store: tried(store, 9)).result()
    library.submit(lambda store: write_paper(store, paper)).result()
    library.submit(lambda store: tried(store, 9)).result()
    kept = library.submit(read_paper).result()
    assert kept is not None
    assert (kept.device, kept.made_ms, kept.tried_ms) == (paper_device(code).device, 5, 9)
    stored = str(library.submit(lambda store: store.session.get(PAPER)).result())
    assert code.secret.hex() not in stored
    assert format_code(code) not in stored
    for damaged in ("text", {"user": USER}, {"user": USER, "admission": "zz", "made": 1, "tried": 0}):
        library.submit(lambda store, value=damaged: store.session.set(PAPER, value)).result()  # type: ignore[misc]
        assert library.submit(read_paper).result() is None
    library.submit(lambda store: write_paper(store, None)).result()
    assert library.submit(read_paper).result() is None
    library.close()
