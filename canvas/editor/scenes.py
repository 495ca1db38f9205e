"""The scenes of the pages that were shown, all kept up to date by the document's changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from canvas.drawing.style import ColorScheme
from canvas.drawing.text import TextEngine
from canvas.geometry.box import Box, union
from canvas.geometry.vec import Vec
from canvas.kernels.graph import Graph
from canvas.model.changes import Change
from canvas.model.projection import Projection
from canvas.model.view import GraphView
from canvas.scene.avoiding import Search
from canvas.scene.delta import SceneDelta
from canvas.scene.page_scene import PageScene
from canvas.scene.traits import is_container

_PRECISE_FROM = 0.12
"""Least zoom at which what was changed is painted in so much detail that its exact bounds are known anyway."""


class Scenes:
    """One scene per page, made when it is first asked for.

    Args:
        records: the live records.
        view: the repaired graph; this object keeps it up to date.
        engine: lays out text.
        scheme: colours.
    """

    def __init__(self, records: Projection, view: GraphView, engine: TextEngine, scheme: ColorScheme) -> None:
        self._records = records
        self._view = view
        self._engine = engine
        self._scheme = scheme
        self._scenes: dict[str, PageScene] = {}

    @property
    def scheme(self) -> ColorScheme:
        """Light or dark colours."""
        return self._scheme

    def use_scheme(self, scheme: ColorScheme) -> None:
        """Paint with other colours from now on; all scenes are made anew."""
        self._scheme = scheme
        self._scenes.clear()

    def of(self, page: str) -> PageScene:
        """Return the scene of a page."""
        scene = self._scenes.get(page)
        if scene is None:
            scene = PageScene(self._records, self._view, page, self._engine, self._scheme)
            self._scenes[page] = scene
        return scene

    def update(
        self,
        changes: Iterable[Change],
        shown: str,
        zoom: float,
        search: Search = Search.ALL,
        seen: Box | None = None,
    ) -> dict[str, SceneDelta]:
        """Take in a document's changes; return what they did to each page that has a scene.

        Args:
            changes: as the document told them.
            shown: the page that is looked at.
            zoom: its view pixels per scene unit; from afar a few pixels more are repainted rather than everything laid out.
            search: which lines around shapes look for their way at once, on the page that is looked at.
            seen: what of that page is looked at, None for all.
        """
        news = tuple(changes)
        touched = self._view.update(news)
        pages = set(self._view.pages())
        for page in [page for page in self._scenes if page not in pages]:
            del self._scenes[page]
        precise = zoom >= _PRECISE_FROM
        return {
            page: scene.apply(news, touched, precise=precise, seen=seen, search=search)
            if page == shown
            else scene.apply(news, touched, precise=False, search=Search.NONE)
            for page, scene in self._scenes.items()
        }

    def graph(self) -> Graph:
        """Return the document as kernels read it."""
        return Graph(self._records.shapes, self._view, self.box, self.route, is_container, self.are_plain, self.around)

    def box(self, shape_id: str) -> Box:
        """Return the absolute box of a shape before rotation, on whatever page it is."""
        return self.of(self._view.place(shape_id)[0]).box(shape_id)

    def route(self, shape_id: str) -> tuple[Vec, ...]:
        """Return the drawn polyline of a connector, on whatever page it is."""
        return self.of(self._view.place(shape_id)[0]).points(shape_id)

    def are_plain(self, ids: Collection[str]) -> bool:
        """Tell whether many shapes are all painted on one page and none is locked, lies in another one or is a container."""
        return not ids or self._home(ids).are_plain(ids)

    def around(self, ids: Collection[str]) -> Box | None:
        """Return the box around shapes after their rotation and around connectors' routes, None for no ids."""
        if not ids:
            return None
        scene, bounds = self._home(ids), self.graph().bounds
        if scene.are_plain(ids):
            return scene.around(ids, bounds)
        painted = [i for i in ids if scene.is_painted(i)]
        found = scene.around(painted, bounds)
        others = [bounds(i) for i in ids if not scene.is_painted(i)]
        return union(others if found is None else (found, *others))

    def _home(self, ids: Collection[str]) -> PageScene:
        """Return the scene of the first of some shapes; most often it is that of all."""
        return self.of(self._view.place(next(iter(ids)))[0])
