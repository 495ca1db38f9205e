"""What the library keeps of the account."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.account.kept import ACCOUNT, KeptAccount, become, person, read_account, rename, renew, write_account
from sync.store.library import Library, open_library
from sync.store.sqlcipher.schema import BACKUP_TABLES
from tests.support.library import KEY, ticking_clock

ANA = KeptAccount("https://r", "a" * 32, "5" * 32, "ana@example.org", "Ana", "00" * 32, "refresh-1")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(tmp_path / "profile", KEY, ticking_clock())


def test_an_account_is_kept_renewed_and_forgotten(library: Library) -> None:
    assert library.submit(read_account).result() is None
    library.submit(lambda store: write_account(store, ANA)).result()
    library.submit(lambda store: renew(store, ANA.session, "refresh-2")).result()
    library.submit(lambda store: rename(store, ANA.session, "new@example.org", "Anna")).result()
    expected = replace(ANA, refresh="refresh-2", email="new@example.org", name="Anna")
    assert library.submit(read_account).result() == expected
    library.submit(lambda store: renew(store, "6" * 32, "of another session")).result()
    assert library.submit(read_account).result() == expected
    library.submit(lambda store: write_account(store, None)).result()
    library.submit(lambda store: renew(store, ANA.session, "too late")).result()
    assert library.submit(read_account).result() is None
    library.close()


def test_what_makes_no_sense_is_no_account(library: Library) -> None:
    for value in ("text", {"relay": "https://r"}, {**dict.fromkeys(KeptAccount.__dataclass_fields__, "x"), "email": 1}):
        library.submit(lambda store, value=value: store.session.set(ACCOUNT, value)).result()  # type: ignore[misc]
        assert library.submit(read_account).result() is None
    library.close()


def test_a_library_has_one_person_who_is_vouched_for_by_another_device(library: Library) -> None:
    first = library.submit(person).result()
    assert library.submit(person).result() == first
    library.submit(lambda store: become(store, "7" * 32)).result()
    assert library.submit(person).result() == "7" * 32
    library.close()


def test_no_backup_carries_the_account_away_and_nothing_prints_its_token() -> None:
    assert "session" not in BACKUP_TABLES
    assert "refresh-1" not in repr(ANA)
