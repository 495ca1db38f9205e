"""Looking closer, further, or at something."""

from __future__ import annotations

from canvas.editor.camera import fitted, next_zoom, panned, revealing, zoomed
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec


def zoom_step(editor: Editor, *, closer: bool, about: Vec | None = None) -> None:
    """Go to the next zoom step in or out, about a view point (by default the middle)."""
    camera = editor.camera
    editor.set_camera(zoomed(camera, next_zoom(camera.zoom, closer), about or camera.middle))


def zoom_to(editor: Editor, zoom: float, about: Vec | None = None) -> None:
    """Go to a zoom factor, about a view point (by default the middle)."""
    editor.set_camera(zoomed(editor.camera, zoom, about or editor.camera.middle))


def zoom_by(editor: Editor, factor: float, about: Vec) -> None:
    """Multiply the zoom, about a view point."""
    editor.set_camera(zoomed(editor.camera, editor.camera.zoom * factor, about))


def pan(editor: Editor, dx: float, dy: float) -> None:
    """Let the content follow a drag by (dx, dy) view pixels."""
    editor.set_camera(panned(editor.camera, dx, dy))


def fit_page(editor: Editor) -> None:
    """Show all of the page's content; an empty page is shown from its top left corner at 100 %."""
    if editor.scene.order:
        editor.set_camera(fitted(editor.camera, editor.scene.content_bounds()))
    else:
        zoom_to(editor, 1.0)
        editor.set_camera(panned(editor.camera, editor.camera.origin.x, editor.camera.origin.y))


def fit_selection(editor: Editor) -> None:
    """Show the selection as large as fits, up to 400 %; all of the page when nothing that is seen is selected."""
    scene = editor.scene
    box = scene.index.around([s for s in editor.selection if scene.is_painted(s)])
    if box is None:
        fit_page(editor)
    else:
        editor.set_camera(fitted(editor.camera, box, greatest=4.0))


def reveal(editor: Editor, shape_id: str) -> None:
    """Pan just as far as needed to see a shape of this page."""
    editor.set_camera(revealing(editor.camera, editor.scene.bounds(shape_id)))
