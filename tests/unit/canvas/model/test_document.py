"""DOC-1, DOC-6 to DOC-12, DOC-19: the one writer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map

from canvas.errors import DocumentPoisoned, PlanError, UnsupportedSchema, WrongThread
from canvas.model.changes import Change, KeyChange, RecordChange
from canvas.model.document import Document
from canvas.model.plan import META, PAGES, UNSET, Create, Delete, Format, Op, Origin, Plan, Set, Splice
from canvas.model.records import Run, plain
from canvas.model.snapshot import snapshot_of

CREATE = Create("s", {"x": 1.0, "y": 2.0}, plain("hello"))


@pytest.fixture
def document() -> Document:
    """A document with one labelled shape."""
    document = Document(1)
    document.apply(Plan("create", (CREATE,)))
    return document


def newer_schema() -> bytes:
    doc: Doc[Any] = Doc()
    doc.get(META, type=Map)["schema"] = 2.0
    return bytes(doc.get_update())


def test_a_plan_that_does_not_fit_changes_and_tells_nothing(document: Document) -> None:
    """DOC-1."""
    told: list[object] = []
    document.subscribe(lambda *what: told.append(what))
    document.on_update(lambda *what: told.append(what))
    before, state = snapshot_of(document), document.state()
    with pytest.raises(PlanError):
        document.apply(Plan("bad", (Set("s", "x", 9.0), Splice("s", 0, 9, ""))))
    assert (snapshot_of(document), document.state(), told) == (before, state, [])


def test_one_plan_is_one_update(document: Document) -> None:
    """DOC-1, DOC-8."""
    updates: list[tuple[bytes, Origin]] = []
    batches: list[int] = []
    document.on_update(lambda update, origin: updates.append((update, origin)))
    document.subscribe(lambda changes, origin: batches.append(len(changes)))
    other = Document(2, [document.state()])
    document.apply(Plan("much", (Set("s", "x", 5.0), Splice("s", 0, 1, "J"), Create("t", {}))))
    document.apply(Plan("back", (Delete("t"),)), Origin.HISTORY)
    assert [origin for _, origin in updates] == [Origin.USER, Origin.HISTORY]
    assert batches == [3, 1]
    for update, _ in updates:
        other.apply_update(update)
    assert snapshot_of(other) == snapshot_of(document)


def test_what_an_empty_document_begins_with_is_told_as_a_whole_and_what_follows_bit_by_bit(document: Document) -> None:
    """DOC-8."""
    document.apply(Plan("titled", (Set("", "title", "Plan", META), Create("page", {"name": "1"}, table=PAGES))))
    came = Document(2)
    told: list[set[Change]] = []
    published: list[bytes] = []
    came.subscribe(lambda changes, _origin: told.append(set(changes)))
    came.on_update(lambda update, _origin: published.append(update))
    came.apply_updates((document.state(), document.state()))
    assert snapshot_of(came) == snapshot_of(document)
    assert told == [{KeyChange("", "title", META), RecordChange("page", True, PAGES), RecordChange("s", True)}]
    updates: list[bytes] = []
    document.on_update(lambda update, _origin: updates.append(update))
    document.apply(Plan("move", (Set("s", "x", 7.0),)))
    came.apply_updates(updates)
    came.apply(Plan("own", (Set("s", "y", 8.0),)))
    assert told[1:] == [{KeyChange("s", "x")}, {KeyChange("s", "y")}]
    assert len(published) == 1
    document.apply_update(published[0])
    assert snapshot_of(came) == snapshot_of(document)


def test_an_empty_document_is_poisoned_by_rubbish_as_any_other() -> None:
    empty = Document(2)
    with pytest.raises(DocumentPoisoned):
        empty.apply_update(b"\xff" * 9)
    with pytest.raises(DocumentPoisoned):
        empty.apply(Plan("create", (CREATE,)))


def test_updates_from_elsewhere_are_not_published(document: Document) -> None:
    """DOC-8."""
    other = Document(2)
    published: list[bytes] = []
    heard: list[Origin] = []
    other.on_update(lambda update, origin: published.append(update))
    other.subscribe(lambda changes, origin: heard.append(origin))
    other.apply_update(document.state())
    document.apply(Plan("more", (Set("s", "x", 7.0),)))
    other.apply_update(document.state(), Origin.LOADED)
    assert (published, heard) == ([], [Origin.REMOTE, Origin.LOADED])


@pytest.mark.parametrize(
    "op",
    [
        Set("s", "x", 1),
        Set("s", "w", UNSET),
        Splice("s", 2, 0, ""),
        Format("s", 0, 0, {"bold": True}),
        Format("s", 0, 2),
    ],
)
def test_what_is_there_already_is_not_written(document: Document, op: Op) -> None:
    """DOC-19."""
    updates: list[bytes] = []
    document.on_update(lambda update, origin: updates.append(update))
    document.apply(Plan("nothing", (op,)))
    assert updates == []


def test_there_and_back_in_one_plan_is_written(document: Document) -> None:
    """DOC-19."""
    document.apply(Plan("there and back", (Set("s", "x", 5.0), Set("s", "x", 1.0))))
    assert document.records.shapes["s"].x == 1.0


@pytest.mark.parametrize("rubbish", [b"\x01", b"\xff" * 20, b"\x01\x01\x05"])
def test_after_a_failed_update_everything_is_refused(document: Document, rubbish: bytes) -> None:
    """DOC-10."""
    with pytest.raises(DocumentPoisoned):
        document.apply_update(rubbish)
    calls: list[Callable[[], object]] = [
        lambda: document.apply(Plan("x", (Set("s", "x", 9.0),))),
        lambda: document.apply_update(b"\x00\x00"),
        document.state,
        document.state_vector,
    ]
    for call in calls:
        with pytest.raises(DocumentPoisoned):
            call()
    assert document.records.shapes["s"].x == 1.0


def test_a_panic_poisons_the_document() -> None:
    """DOC-10."""
    document = Document(1)
    document.apply(Plan("create", (CREATE,)))
    doc: Doc[Any] = Doc(client_id=1)
    doc.get("shapes", type=Map)["other"] = Map({"x": 1.0})
    original = document._doc.apply_update

    class Panic(BaseException):
        """What pyo3 raises is no Exception."""

    def fail(update: bytes) -> None:
        original(update)
        raise Panic

    document._doc.apply_update = fail  # type: ignore[method-assign]
    with pytest.raises(DocumentPoisoned):
        document.apply_update(doc.get_update())


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_what_ends_the_process_passes_but_poisons(document: Document, error: type[BaseException]) -> None:
    """DOC-10."""

    def fail(update: bytes) -> None:
        raise error

    document._doc.apply_update = fail  # type: ignore[method-assign]
    with pytest.raises(error):
        document.apply_update(b"\x00\x00")
    with pytest.raises(DocumentPoisoned):
        document.state()


def test_rubbish_at_load_is_refused() -> None:
    """DOC-10."""
    with pytest.raises(DocumentPoisoned):
        Document(1, [b"\xff\xff\xff"])


def test_the_pre_check_sees_every_update_first(document: Document) -> None:
    """DOC-10."""
    seen: list[bytes] = []

    def check(update: bytes) -> None:
        seen.append(update)
        if update == b"bad":
            raise ValueError("bad")

    state = document.state()
    checked = Document(2, [state], check=check)
    with pytest.raises(ValueError, match="bad"):
        checked.apply_update(b"bad")
    with pytest.raises(ValueError, match="bad"):
        Document(3, [b"bad"], check=check)
    assert seen == [state, b"bad", b"bad"]
    assert checked.records.shapes["s"].x == 1.0
    checked.apply(Plan("still usable", (Set("s", "x", 4.0),)))


def test_another_thread_is_refused(document: Document) -> None:
    """DOC-11."""
    caught: list[BaseException] = []

    def work() -> None:
        calls: list[Callable[[], object]] = [
            lambda: document.apply(Plan("x", ())),
            lambda: document.apply_update(b"\x00\x00"),
            document.state,
        ]
        for call in calls:
            try:
                call()
            except WrongThread as error:
                caught.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join()
    assert len(caught) == 3


def test_a_newer_schema_is_refused_when_opened() -> None:
    """DOC-12."""
    with pytest.raises(UnsupportedSchema) as caught:
        Document(1, [newer_schema()])
    assert (caught.value.found, caught.value.known) == (2, 1)


def test_a_document_that_becomes_newer_is_refused(document: Document) -> None:
    """DOC-12."""
    with pytest.raises(UnsupportedSchema):
        document.apply_update(newer_schema())
    with pytest.raises(UnsupportedSchema):
        document.apply(Plan("x", (Set("s", "x", 9.0),)))
    assert document.records.shapes["s"].x == 1.0


def test_the_client_id_is_the_writers() -> None:
    assert Document(77).client_id == 77


TEXTS = st.text(alphabet="aé😀\n\u0301\ufffc", max_size=6)
MARKS = st.dictionaries(st.sampled_from(["bold", "color"]), st.sampled_from([True, "#f00", 2.5]), max_size=2)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 4), TEXTS, MARKS, st.booleans()), max_size=8))
def test_labels_are_spliced_and_formatted_by_code_points(start: str, steps: list[Any]) -> None:
    """DOC-6, DOC-7."""
    document, other = Document(1), Document(2)
    document.on_update(lambda update, origin: other.apply_update(update))
    document.apply(Plan("create", (Create("s", {}, plain(start)),)))
    expected: list[tuple[str, dict[str, Any]]] = [(char, {}) for char in start]
    for at, size, text, marks, form in steps:
        at %= len(expected) + 1
        size = min(size, len(expected) - at)
        if form:
            document.apply(Plan("format", (Format("s", at, size, {**marks, "size": None}),)))
            expected[at : at + size] = [(char, {**old, **marks}) for char, old in expected[at : at + size]]
        else:
            document.apply(Plan("type", (Splice("s", at, size, text, tuple(marks.items())),)))
            expected[at : at + size] = [(char, marks) for char in text]
        label = document.records.shapes["s"].label
        assert [(char, dict(run.marks)) for run in label for char in run.text] == expected
        assert other.records.shapes["s"].label == label


def test_a_label_made_with_marks() -> None:
    """DOC-7."""
    label = (Run("é", (("bold", True),)), Run("😀x"), Run("y", (("color", "#f00"), ("size", 3.0))))
    document = Document(1)
    document.apply(Plan("create", (Create("s", {}, label),)))
    assert document.records.shapes["s"].label == label
    assert Document(2, [document.state()]).records.shapes["s"].label == label


def test_first_letters_typed_at_once_are_both_kept() -> None:
    """DOC-9."""
    ana = Document(1)
    ana.apply(Plan("create", (Create("s", {}),)))
    ben = Document(2, [ana.state()])
    ana.apply(Plan("type", (Splice("s", 0, 0, "a"),)))
    ben.apply(Plan("type", (Splice("s", 0, 0, "b"),)))
    ana.apply_update(ben.state())
    ben.apply_update(ana.state())
    assert sorted(ana.records.shapes["s"].text) == ["a", "b"]
    assert snapshot_of(ana) == snapshot_of(ben)


_STEPS = st.sampled_from(
    [
        (Create("t", {"x": 3.0}, plain("two")),),
        (Delete("t"),),
        (Delete("t"), Create("u", {"x": 4.0}, plain("three"))),
        (Set("s", "x", 7.0),),
        (Set("s", "x", UNSET),),
        (Splice("s", 0, 1, "J"),),
        (Splice("s", 2, 0, "mm"), Set("s", "style.fill", "#ff0000")),
        (Set("t", "y", 9.0), Splice("t", 0, 1, "")),
        (Format("s", 0, 2, {"bold": True}),),
        (Set("", "title", "Pier", META),),
    ]
)


@given(st.lists(_STEPS, max_size=12), st.lists(st.integers(1, 5), min_size=12, max_size=12))
def test_updates_that_are_taken_in_together_lead_to_the_same_records(
    steps: list[tuple[Op, ...]], portions: list[int]
) -> None:
    """DOC-8, DOC-11."""
    author = Document(1)
    author.apply(Plan("create", (CREATE,)))
    together, told = Document(2, [author.state()]), list[int]()
    together.subscribe(lambda changes, _origin: told.append(len(changes)))
    updates: list[bytes] = []
    author.on_update(lambda update, _origin: updates.append(update))
    for step in steps:
        try:
            author.apply(Plan("step", step))
        except PlanError:
            continue
    runs = 0
    for size in portions:
        portion, updates = updates[:size], updates[size:]
        together.apply_updates(portion)
        runs += bool(portion)
    assert snapshot_of(together) == snapshot_of(author) == snapshot_of(Document(3, [together.state()]))
    assert len(told) <= runs
