"""`aio-canvas info`: what is in diagram files."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.console import printable, say_json
from app.cli.inputs import Source, for_each, sources
from app.cli.progress import above_bar, with_progress
from app.exporting.reading import FileFacts, facts_of, read_snapshot
from app.exporting.summary import PageSummary, summarise


def run(arguments: argparse.Namespace) -> int:
    """Tell about every file and return the exit code; JSON is a list with an entry for each file that could be read."""
    found: list[dict[str, Any]] = []
    inputs = sources(arguments.inputs)

    def one(source: Source) -> None:
        data = source.read()
        snapshot = read_snapshot(data, source.name)
        facts, pages = facts_of(data, snapshot), summarise(snapshot)
        if arguments.json:
            found.append(_as_json(source, facts, pages))
        else:
            with above_bar():
                _print(source, facts, pages)

    code = for_each(with_progress(inputs, "file"), one)
    if arguments.json:
        say_json(found)
    return code


def _as_json(source: Source, facts: FileFacts, pages: tuple[PageSummary, ...]) -> dict[str, Any]:
    return {
        "file": source.argument,
        "format": facts.format,
        "compressed": facts.compressed,
        "bytes": facts.size,
        "pages": [_page_as_json(page) for page in pages],
        "shapes": sum(page.shapes for page in pages),
        "connectors": sum(page.connectors for page in pages),
        "cells": sum(page.cells for page in pages),
    }


def _page_as_json(page: PageSummary) -> dict[str, Any]:
    return {
        "name": page.name,
        "id": page.id,
        "size": [page.width, page.height],
        "shapes": page.shapes,
        "connectors": page.connectors,
        "cells": page.cells,
        "painted": page.painted,
        "layers": [
            {"name": layer.name, "id": layer.id, "visible": layer.visible, "locked": layer.locked}
            for layer in page.layers
        ],
    }


def _print(source: Source, facts: FileFacts, pages: tuple[PageSummary, ...]) -> None:
    packed = "compressed" if facts.compressed else "plain"
    print(f"{printable(source.argument)}: {facts.format}, {packed}, {_count(len(pages), 'page')}")
    for number, page in enumerate(pages, 1):
        size = f"{page.width:g} x {page.height:g}"
        counts = f"{_count(page.shapes, 'shape')}, {_count(page.connectors, 'connector')}, {page.painted} painted"
        print(f"  {number}  {printable(page.name)}  [{printable(page.id)}]  {size}  {counts}")
        if len(page.layers) > 1:
            for layer in page.layers:
                hidden = "" if layer.visible else "  hidden"
                print(f"       layer {printable(layer.name) or '(no name)'}{hidden}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
