"""What a presentation shows: the frames of each page in reading order, or the whole page where it has none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.kernels.reading_order import reading_rows
from canvas.model.records import plain_text
from canvas.scene.extent import content_box
from canvas.scene.page_scene import PageScene

MARGIN = 24.0
"""Room around the content of a page without frames, scene units."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture of a presentation.

    Attributes:
        page: page id.
        title: of the frame, or of the page.
        box: what is seen, scene space of the page.
        frame: id of the frame; "" for a whole page.
    """

    page: str
    title: str
    box: Box
    frame: str = ""


def slides(editor: Editor) -> tuple[Slide, ...]:
    """Return the slides of a diagram, page by page; a page on which nothing is painted has none."""
    return tuple(slide for page in editor.view.pages() for slide in _of_page(editor, page))


def first_slide(editor: Editor, all_slides: tuple[Slide, ...]) -> int:
    """Return the number of the slide to begin with: a selected frame, else the first one of the page in front."""
    chosen = set(editor.selection)
    by_frame = (i for i, slide in enumerate(all_slides) if slide.frame and slide.frame in chosen)
    by_page = (i for i, slide in enumerate(all_slides) if slide.page == editor.page)
    return next(by_frame, next(by_page, 0))


def next_frame_name(editor: Editor) -> str:
    """Return what a new frame is called: "Frame" and the first number that no frame of the diagram has."""
    taken = {plain_text(record.label).strip() for record in editor.records.shapes.values() if record.get("frame")}
    return next(name for number in count(1) if (name := f"Frame {number}") not in taken)


def _of_page(editor: Editor, page: str) -> tuple[Slide, ...]:
    scene = editor.scene_of(page)
    record = editor.records.pages.get(page)
    name = str(record.get("name", "")) if record is not None else ""
    frames = {s: scene.box(s) for s in scene.order if editor.records.shapes[s].get("frame")}
    if frames:
        order = [s for row in reading_rows(frames) for s in row]
        return tuple(
            Slide(page, plain_text(editor.records.shapes[s].label).strip() or name, frames[s], s) for s in order
        )
    box = _content(scene)
    return (Slide(page, name, box),) if box is not None else ()


def _content(scene: PageScene) -> Box | None:
    entries = [scene.entry(s) for s in scene.order]
    if not entries:
        return None
    return content_box(entries, scene.engine).inflated(MARGIN)
