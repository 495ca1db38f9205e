from __future__ import annotations

from app.palette.items import MOST, Group, PaletteItem, answers


def item(title: str, group: Group = Group.ACTION, reason: str = "", keywords: str = "") -> PaletteItem:
    return PaletteItem(title, title, group, lambda: None, reason=reason, keywords=keywords)


def titles(items: list[PaletteItem], query: str) -> list[str]:
    return [answer.item.title for answer in answers(items, query)]


def test_the_best_answer_comes_first_and_others_are_left_out() -> None:
    assert titles([item("Zoom to 100 %"), item("Bring to front"), item("Zoom in")], "zoom in") == ["Zoom in"]


def test_what_cannot_be_done_now_comes_after_its_equals() -> None:
    assert (
        titles([item("Align left", reason="Select a shape first"), item("Align lend")], "align le")[0] == "Align lend"
    )


def test_of_equals_actions_come_before_shapes() -> None:
    found = answers([item("Note", Group.SHAPE), item("Note", Group.ACTION)], "note")
    assert [answer.item.group for answer in found] == [Group.ACTION, Group.SHAPE]


def test_no_more_is_answered_than_anybody_reads() -> None:
    assert len(answers([item(f"Page {n}") for n in range(500)], "page")) == MOST
