"""Exports a diagram: one display list a page, written as SVG, PNG, PDF or listed; or the diagram itself as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from app.errors import OutputError
from app.exporting.options import Exported, ExportOptions
from app.exporting.pages import chosen_pages, only_pages
from app.exporting.painted import PaintedPage, paint_page
from app.exporting.pictures import Blob, with_pictures
from canvas.formats.drawio.writer import write_drawio
from canvas.formats.png.embed import embed_source
from canvas.formats.svg.options import SvgOptions
from canvas.formats.svg.writer import write_svg
from canvas.model.records import Snapshot
from canvas.model.view import GraphView
from canvas.qt.app_runtime import headless_app
from canvas.qt.images import ImageStore, no_blobs
from canvas.qt.painter import PaintTools
from canvas.qt.pdf import PdfPage, write_pdf
from canvas.qt.raster import render_entries

Each = Callable[[Sequence[int]], Iterable[int]]
"""Hands the page numbers on one by one; shows progress or stops early by raising."""


def paint_tools(blob: Blob = no_blobs) -> PaintTools:
    """Return what painting needs, with a Qt application made when the process has none.

    Raises:
        PaintingUnavailable: Qt or a font cannot be used in this process.
    """
    headless_app()
    return PaintTools(images=ImageStore(blob))


def export(
    snapshot: Snapshot, options: ExportOptions, blob: Blob = no_blobs, each: Each = iter
) -> tuple[Exported, ...]:
    """Return the files that the options ask for: one a page for SVG and PNG, else one for all pages.

    Args:
        snapshot: the diagram.
        options: what is wanted.
        blob: finds pictures that the diagram only names.
        each: hands on the page numbers.

    Raises:
        InputError: there is no such page.
        CanvasError: it cannot be painted or written.
    """
    return export_with_pages(snapshot, options, blob, each)[0]


def export_with_pages(
    snapshot: Snapshot, options: ExportOptions, blob: Blob = no_blobs, each: Each = iter
) -> tuple[tuple[Exported, ...], tuple[PaintedPage, ...]]:
    """Return the files, and the pages as they were painted into them (none for a diagram file).

    Raises:
        InputError: there is no such page.
        CanvasError: it cannot be painted or written.
    """
    view = GraphView(snapshot)
    if options.format == "drawio":
        return (Exported(diagram_file(snapshot, view, options, blob)),), ()
    tools = paint_tools(blob)
    pages = paint_pages(snapshot, view, options, tools, each)
    source = write_drawio(with_pictures(snapshot, blob)).decode() if options.embed else ""
    return export_painted(pages, options, tools, source, blob), pages


def paint_pages(
    snapshot: Snapshot, view: GraphView, options: ExportOptions, tools: PaintTools, each: Each = iter
) -> tuple[PaintedPage, ...]:
    """Return the display lists of the pages that the options ask for.

    Raises:
        InputError: there is no such page.
    """
    numbers = chosen_pages(view, options)
    return tuple(paint_page(snapshot, view, number, options, tools) for number in each(numbers))


def export_painted(
    pages: Sequence[PaintedPage], options: ExportOptions, tools: PaintTools, source: str = "", blob: Blob = no_blobs
) -> tuple[Exported, ...]:
    """Return painted pages as files.

    Args:
        pages: what `paint_pages` returned.
        options: the format may be svg, png or pdf.
        tools: the ones the pages were painted with.
        source: the diagram file to embed into SVG or PNG, or "".
        blob: finds pictures that the diagram only names.

    Raises:
        CanvasError: a picture would be too large.
        OutputError: Qt cannot write it.
    """
    if options.format == "pdf":
        return (Exported(pdf_file(pages, tools)),)
    if options.format == "svg":
        return tuple(Exported(svg_file(page, options, tools, source, blob), page.number) for page in pages)
    return tuple(Exported(png_file(page, options, tools, source), page.number) for page in pages)


def diagram_file(snapshot: Snapshot, view: GraphView, options: ExportOptions, blob: Blob = no_blobs) -> bytes:
    """Return the chosen pages as a .drawio file that needs nothing from the library."""
    chosen = snapshot if options.pages is None else only_pages(snapshot, view, chosen_pages(view, options))
    return write_drawio(with_pictures(chosen, blob))


def svg_file(page: PaintedPage, options: ExportOptions, tools: PaintTools, source: str, blob: Blob) -> bytes:
    """Return a page as SVG with real text."""
    choices = SvgOptions(
        scale=options.scale,
        background=page.background,
        title=page.page.name,
        source=source,
        links=page.links,
        tooltips=page.tooltips,
        blob=blob,
    )
    return write_svg(page.entries, page.box, tools.engine, choices).encode()


def png_file(page: PaintedPage, options: ExportOptions, tools: PaintTools, source: str) -> bytes:
    """Return a page as PNG."""
    data = png_bytes(render_entries(page.entries, tools, page.box, options.scale, page.background))
    return embed_source(data, source) if source else data


def pdf_file(pages: Sequence[PaintedPage], tools: PaintTools) -> bytes:
    """Return pages as one PDF with vectors and selectable text; its title is the first page's name."""
    sheets = [PdfPage(page.entries, page.box, page.background, page.links) for page in pages]
    return write_pdf(sheets, tools, pages[0].page.name if pages else "")


def png_bytes(image: QImage) -> bytes:
    """Return a picture in PNG form.

    Raises:
        OutputError: Qt cannot write it.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs want bytes for the format's name, but Qt for Python takes text only.
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OutputError("the picture could not be written as PNG")
    return bytes(data.data())
