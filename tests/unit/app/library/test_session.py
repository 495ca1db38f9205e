"""The session over a real encrypted library: what it says is there is there."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.library.save_state import Level
from app.library.session import LibrarySession
from canvas.errors import PlanError
from canvas.model.plan import META, Create, Plan, Set
from canvas.model.records import ShapeRecord, Snapshot, plain
from sync.errors import SyncError, UnknownDocumentError
from sync.store.records import ALL_DIAGRAMS
from sync.store.writer import QueueLimits
from tests.support.session import Shelf, draw, fill_disk, free_disk, open_shelf, snapshot_with


def test_a_new_diagram_has_a_page_and_is_listed(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    assert (diagram.title, len(diagram.document.records.pages)) == ("Plan", 1)
    assert [row.title for row in shelf.ask(lambda store: store.documents.list(ALL_DIAGRAMS))] == ["Plan"]


def test_a_diagram_is_opened_once(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    assert shelf.session.open(document) is shelf.session.open(document)


def test_an_edit_is_saved_when_the_store_says_so_and_not_before(shelf: Shelf) -> None:
    diagram = shelf.session.open(shelf.session.create("Plan"))
    levels: list[Level] = []
    diagram.subscribe(lambda state: levels.append(state.level))
    draw(diagram)
    assert diagram.state.pending == 1
    shelf.settle()
    assert (diagram.state.pending, levels) == (0, [Level.BUSY, Level.OK])


def test_a_closed_diagram_is_found_again(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    shape = draw(shelf.session.open(document), "Harbour")
    shelf.session.close(document)
    shelf.settle()
    again = shelf.session.open(document)
    assert again.document.records.shapes[shape].text == "Harbour"
    assert not again.recovered


def test_edits_survive_a_library_that_was_not_closed(tmp_path: Path) -> None:
    first = open_shelf(tmp_path / "profile")
    document = first.session.create("Plan")
    shape = draw(first.session.open(document), "Harbour")
    first.settle()
    # What a killed process leaves: the files as they are now, without the clean end.
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in (tmp_path / "profile").iterdir():
        if path.is_file() and path.suffix != ".lock":
            (copy / path.name).write_bytes(path.read_bytes())
    first.close()
    second = open_shelf(copy)
    try:
        assert second.library.info.unclean
        assert second.session.open(document).document.records.shapes[shape].text == "Harbour"
    finally:
        second.close()


def test_an_import_is_stored_whole_and_can_be_searched(shelf: Shelf) -> None:
    document = shelf.session.add(snapshot_with("Lighthouse"), "Coast")
    hits = shelf.ask(lambda store: store.search.search("lightho"))
    assert [hit.document for hit in hits] == [document]
    assert shelf.session.diagrams == {}
    assert shelf.session.open(document).title == "Coast"


def test_an_unsound_import_leaves_nothing(shelf: Shelf) -> None:
    sound = snapshot_with("Lighthouse")
    page = next(iter(sound.pages.values()))
    unsound = Snapshot(sound.meta, sound.pages, sound.layers, {page.id: ShapeRecord(page.id, {}), "": ShapeRecord("")})
    with pytest.raises(PlanError):
        shelf.session.add(unsound, "Coast")
    assert shelf.ask(lambda store: store.documents.count(ALL_DIAGRAMS)) == 0


def test_an_import_that_the_disk_refuses_leaves_nothing(shelf: Shelf) -> None:
    fill_disk(shelf)
    with pytest.raises(SyncError):
        shelf.session.add(snapshot_with("x" * 400_000), "Coast")
    free_disk(shelf)
    assert shelf.ask(lambda store: store.documents.count(ALL_DIAGRAMS)) == 0


def test_a_copy_is_another_diagram(shelf: Shelf) -> None:
    original = shelf.session.create("Plan")
    shape = draw(shelf.session.open(original), "Harbour")
    copy = shelf.session.open(shelf.session.duplicate(original, "Plan (copy)"))
    draw(copy, "Pier")
    assert (copy.title, copy.document.records.shapes[shape].text) == ("Plan (copy)", "Harbour")
    assert len(shelf.session.open(original).document.records.shapes) == 1


def test_the_list_follows_the_title_through_undo(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    diagram.rename("  Harbour ")
    assert shelf.ask(lambda store: store.documents.get(document).title) == "Harbour"
    diagram.history.undo()
    assert (diagram.title, shelf.ask(lambda store: store.documents.get(document).title)) == ("Plan", "Plan")
    diagram.history.redo()
    assert shelf.ask(lambda store: store.documents.get(document).title) == "Harbour"


def test_a_closed_diagram_is_renamed_inside_as_well(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    shelf.session.rename(document, "Harbour")
    shelf.settle()
    assert shelf.session.diagrams == {}
    assert shelf.session.open(document).title == "Harbour"


def test_a_title_of_blanks_changes_nothing(shelf: Shelf) -> None:
    diagram = shelf.session.open(shelf.session.create("Plan"))
    diagram.rename("   ")
    assert (diagram.title, diagram.edits) == ("Plan", 0)


def test_a_full_disk_is_told_and_the_edit_is_kept_until_there_is_room(shelf: Shelf) -> None:
    diagram = shelf.session.open(shelf.session.create("Plan"))
    fill_disk(shelf)
    shape = draw(diagram, "x" * 400_000)
    shelf.settle()
    assert (diagram.state.level, diagram.state.pending, shelf.session.unsaved) == (Level.DANGER, 1, 1)
    free_disk(shelf)
    shelf.session.retry()
    shelf.settle()
    assert (diagram.state.level, diagram.state.pending, shelf.session.unsaved) == (Level.OK, 0, 0)
    assert shape in diagram.document.records.shapes


def test_a_diagram_closed_while_the_disk_is_full_comes_back_with_its_edits(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    fill_disk(shelf)
    draw(diagram, "x" * 400_000)
    shelf.session.close(document)
    shelf.settle()
    assert shelf.session.unsaved == 1
    assert shelf.session.open(document) is diagram
    shelf.session.close(document)
    free_disk(shelf)
    shelf.session.retry()
    shelf.settle()
    assert shelf.session.open(document) is not diagram
    assert len(shelf.session.open(document).document.records.shapes) == 1


def test_edits_that_find_no_room_in_the_queue_are_held_and_offered_again(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path / "profile", QueueLimits(max_waiting=1, wait_s=0.0))
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    gate = threading.Event()
    blocked = shelf.library.submit(lambda _store: gate.wait(10))
    shapes = [draw(diagram, text) for text in ("one", "two", "three")]
    assert diagram.state.level is Level.DANGER
    assert (diagram.state.pending, diagram.state.held) == (3, 2)
    gate.set()
    blocked.result()
    while diagram.state.held:
        shelf.settle()
        shelf.session.retry()
    shelf.settle()
    assert diagram.state.level is Level.OK
    shelf.close()
    again = open_shelf(tmp_path / "profile")
    assert set(again.session.open(document).document.records.shapes) == set(shapes)
    again.close()


def test_edits_of_a_purged_diagram_are_called_lost(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    shelf.ask(lambda store: store.documents.purge(document))
    draw(diagram)
    shelf.settle()
    assert (diagram.state.level, diagram.state.lost) == (Level.DANGER, True)
    draw(diagram)
    assert diagram.state.pending == 2
    shelf.session.forget(document)
    assert shelf.session.unsaved == 0


def test_a_file_is_recognised_until_it_changes_or_its_diagram_goes(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "plan.drawio"
    document = shelf.session.create("Plan")
    assert shelf.session.past_import(path, b"one") is None
    shelf.session.remember_import(path, b"one", document)
    assert shelf.session.known_import(path, b"one") == document
    assert shelf.session.known_import(path, b"two") is None
    past = shelf.session.past_import(path, b"two")
    assert past is not None
    assert (past.document, past.changed) == (document, True)
    shelf.ask(lambda store: store.documents.trash(document))
    assert shelf.session.known_import(path, b"one") is None
    shelf.ask(lambda store: store.documents.purge(document))
    assert shelf.session.past_import(path, b"one") is None


def test_the_library_does_not_keep_where_a_file_lay(shelf: Shelf, tmp_path: Path) -> None:
    shelf.session.remember_import(tmp_path / "secret-plan.drawio", b"one", shelf.session.create("Plan"))
    assert "secret-plan" not in repr(shelf.ask(lambda store: store.settings.all()))


def test_text_typed_into_a_diagram_is_found_after_it_was_tended(shelf: Shelf) -> None:
    diagram = shelf.session.open(shelf.session.create("Plan"))
    draw(diagram, "Lighthouse")
    shelf.session.tend(diagram)
    assert [hit.document for hit in shelf.ask(lambda store: store.search.search("lighthouse"))] == [diagram.id]


def test_many_edits_are_compacted_when_the_diagram_is_closed(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    shape = draw(diagram)
    for number in range(2_100):
        diagram.document.apply(Plan("Move", (Set(shape, "x", float(number)),)))
    shelf.session.close(document)
    shelf.settle()
    loaded = shelf.ask(lambda store: store.log.load(document))
    assert loaded.state is not None
    assert loaded.updates == ()
    assert shelf.session.open(document).document.records.shapes[shape].x == 2_099.0


def test_pictures_are_taken_of_what_changed_only(shelf: Shelf) -> None:
    taken: list[str] = []

    class Camera:
        def picture(self, document_id: str, _records: object) -> None:
            taken.append(document_id)

    session = LibrarySession(shelf.library, shelf.session.now_ms, Camera())
    empty, full = session.create("Empty"), session.add(snapshot_with("Pier"), "Full")
    session.tend(session.open(empty))
    session.tend(session.open(full))
    assert taken == [full]
    draw(session.open(empty))
    session.tend(session.open(empty))
    session.tend(session.open(empty))
    assert taken == [full, empty]


def test_an_unknown_diagram_is_an_error(shelf: Shelf) -> None:
    with pytest.raises(UnknownDocumentError):
        shelf.session.open("0" * 32)


def test_a_title_inside_that_is_longer_than_the_list_takes_is_cut(shelf: Shelf) -> None:
    document = shelf.session.create("x" * 2_000)
    diagram = shelf.session.open(document)
    diagram.history.apply(Plan("Rename", (Set("", "title", "y" * 3_000, META),)))
    assert shelf.ask(lambda store: store.documents.get(document).title) == "y" * 1_000


def test_a_label_that_was_drawn_by_a_plan_is_on_the_disk_after_the_acknowledgement(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    layer = next(iter(diagram.document.records.layers))
    page = next(iter(diagram.document.records.pages))
    values = {"page": page, "layer": layer, "order": "V", "kind": "rect"}
    diagram.history.apply(Plan("Draw", (Create("s" * 16, values, plain("Quay")),)))
    shelf.settle()
    assert diagram.state.durable == 1
    assert len(shelf.ask(lambda store: store.log.load(document)).updates) == 2


def test_a_closed_diagram_can_be_waited_for(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    before = shelf.session.open(document)
    shape = draw(before, "Harbour")
    shelf.session.close(document)
    shelf.session.settle(document)
    again = shelf.session.open(document)
    assert again is not before
    assert again.document.records.shapes[shape].text == "Harbour"


def test_a_closed_diagram_stays_while_the_disk_refuses(shelf: Shelf) -> None:
    document = shelf.session.create("Plan")
    before = shelf.session.open(document)
    fill_disk(shelf)
    draw(before, "x" * 400_000)
    shelf.session.close(document)
    shelf.session.settle(document)
    assert shelf.session.open(document) is before
    free_disk(shelf)


def test_a_diagram_that_begins_as_another_one_keeps_the_title_in_it_unless_it_gets_one(shelf: Shelf) -> None:
    state = shelf.session.open(shelf.session.create("Harbour")).document.state()
    nameless = shelf.session.open(shelf.session.create("")).document.state()
    added = [
        shelf.session.add_state(state, "", untitled="Shared copy"),
        shelf.session.add_state(nameless, "", untitled="Shared copy"),
        shelf.session.add_state(state, "Quay", untitled="Shared copy"),
    ]
    wanted = ["Harbour", "Shared copy", "Quay"]
    assert [shelf.session.open(one).title for one in added] == wanted
    listed = {row.id: row.title for row in shelf.ask(lambda store: store.documents.list(ALL_DIAGRAMS))}
    assert [listed[one] for one in added] == wanted
