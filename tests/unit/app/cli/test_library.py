from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.library_access import open_for
from app.cli.main import main
from app.cli.passphrases import BACKUP_VARIABLE
from sync.store.keys import PASSPHRASE_VARIABLE
from sync.store.library import Library
from sync.store.records import DocumentKind

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for a library, opened by a passphrase from the environment."""
    monkeypatch.setenv("AIO_CANVAS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "correct horse")
    monkeypatch.delenv(BACKUP_VARIABLE, raising=False)
    return tmp_path / "home"


@pytest.fixture
def editor(home: Path) -> Iterator[Library]:
    """A library that this process holds open for writing, as the editor does."""
    with open_for(read_only=False) as library:
        yield library


def put(library: Library, title: str, text: str = "") -> str:
    info = library.submit(
        lambda store: store.documents.create(DocumentKind.DIAGRAM, title, library.info.workspace)
    ).result()
    library.submit(lambda store: store.search.index_text(info.id, [("shape", text)] if text else [])).result()
    return info.id


def test_reading_verbs_make_no_library(home: Path, capsys: Captured) -> None:
    for words in (["list"], ["search", "x"], ["get", "x", "-o", "x.svg"], ["backup", str(home.parent / "b")]):
        assert main(["library", *words]) == 1
        assert "there is no library" in capsys.readouterr().err
    assert not home.exists()


def test_listing_works_beside_an_editor(editor: Library, capsys: Captured) -> None:
    """CLI-10."""
    first, second = put(editor, "Network \x1b[31mplan"), put(editor, "Second")
    editor.submit(lambda store: store.documents.trash(second)).result()
    assert main(["library", "list"]) == 0
    line = capsys.readouterr().out
    assert line.startswith(first)
    assert line.endswith("Network ?[31mplan\n")
    assert main(["library", "list", "--trash", "--json"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == [second]


def test_search_prints_title_id_and_the_text_around_the_match(editor: Library, capsys: Captured) -> None:
    """CLI-10."""
    document = put(editor, "Shop", "the customer database of the shop")
    put(editor, "Other", "nothing")
    assert main(["library", "search", "custom", "data"]) == 0
    assert capsys.readouterr().out == f"{document}  Shop: the customer database of the shop\n"
    assert main(["library", "search", "--json", "customer"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)
    start, end = hit["matches"][0]
    assert (hit["id"], hit["snippet"][start:end]) == (document, "customer")
    assert main(["library", "search", "absent"]) == 0
    assert capsys.readouterr().out == ""


def test_adding_while_an_editor_has_the_library_says_so(editor: Library, capsys: Captured) -> None:
    """CLI-11."""
    assert main(["library", "add", "plan.drawio"]) == 1
    err = capsys.readouterr().err
    assert "in use by process" in err
    assert "Close the other window" in err


def test_a_wrong_passphrase_is_said_and_changes_nothing(
    home: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_for(read_only=False) as library:
        put(library, "Kept")
    before = (home / "profiles/default/library.db").read_bytes()
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "wrong")
    assert main(["library", "list"]) == 1
    assert "passphrase" in capsys.readouterr().err
    assert (home / "profiles/default/library.db").read_bytes() == before


def test_without_anybody_to_ask_the_variable_is_named(
    home: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_for(read_only=False):
        pass
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    assert main(["library", "list"]) == 1
    assert PASSPHRASE_VARIABLE in capsys.readouterr().err


def test_a_backup_comes_back_in_a_new_place_and_replaces_nothing(
    editor: Library, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CLI-12."""
    document = put(editor, "Network", "router")
    backup = tmp_path / "library.backup"
    monkeypatch.setenv(BACKUP_VARIABLE, "for the backup")
    assert main(["library", "backup", str(backup), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"backup": str(backup), "bytes": backup.stat().st_size}
    assert b"router" not in backup.read_bytes()

    assert main(["library", "restore", str(backup)]) == 1
    assert "replaces nothing" in capsys.readouterr().err

    monkeypatch.setenv("AIO_CANVAS_HOME", str(tmp_path / "other"))
    monkeypatch.setenv(BACKUP_VARIABLE, "not it")
    assert main(["library", "restore", str(backup)]) == 1
    assert "passphrase" in capsys.readouterr().err
    monkeypatch.setenv(BACKUP_VARIABLE, "for the backup")
    assert main(["library", "restore", str(backup)]) == 0
    assert main(["library", "search", "router", "--json"]) == 0
    assert [hit["id"] for hit in json.loads(capsys.readouterr().out)] == [document]


def test_what_cannot_be_restored_is_said(home: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "text").write_text("no backup", encoding="utf-8")
    for name, why in (("missing", "does not exist"), ("text", "not a backup")):
        assert main(["library", "restore", str(tmp_path / name)]) == 1
        assert why in capsys.readouterr().err
    assert not (home / "profiles/default/library.db").exists()


def test_a_backup_into_a_missing_folder_is_said(editor: Library, tmp_path: Path, capsys: Captured) -> None:
    assert main(["library", "backup", str(tmp_path / "no" / "b")]) == 1
    assert "does not exist" in capsys.readouterr().err


def test_a_diagram_is_not_guessed(editor: Library, capsys: Captured, tmp_path: Path) -> None:
    put(editor, "Same")
    put(editor, "Same")
    for words, why in (("Same", "2 diagrams fit"), ("zz", "there is no diagram"), ("", "there is no diagram")):
        assert main(["library", "get", words, "-o", str(tmp_path / "x.svg")]) == 1
        assert why in capsys.readouterr().err
