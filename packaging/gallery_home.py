"""Screens of the gallery: home and the palette."""

from __future__ import annotations

from gallery_stage import Gallery, scene, settle

from app.home.entries import HomeSection
from app.palette.palette import CommandPalette


@scene("home")
def _home(gallery: Gallery) -> None:
    gallery.home(HomeSection.RECENT)


@scene("home-rows")
def _home_rows(gallery: Gallery) -> None:
    gallery.home(HomeSection.RECENT)
    gallery.window.home.set_layout("rows")


@scene("home-starred-empty")
def _starred(gallery: Gallery) -> None:
    gallery.window.home.set_layout("cards")
    gallery.home(HomeSection.STARRED)


@scene("home-shared-empty")
def _shared(gallery: Gallery) -> None:
    gallery.home(HomeSection.SHARED)


@scene("home-templates")
def _templates(gallery: Gallery) -> None:
    gallery.home(HomeSection.TEMPLATES)


@scene("home-trash-empty")
def _trash(gallery: Gallery) -> None:
    gallery.home(HomeSection.TRASH)


@scene("home-search")
def _home_search(gallery: Gallery) -> None:
    gallery.home(HomeSection.RECENT)
    gallery.window.home.header.search.setText("orders")
    settle(60)


@scene("home-search-nothing")
def _home_search_nothing(gallery: Gallery) -> None:
    gallery.home(HomeSection.RECENT)
    gallery.window.home.header.search.setText("zeppelin")
    settle(60)


@scene("home-960x600")
def _home_small(gallery: Gallery) -> None:
    gallery.window.resize(960, 600)
    gallery.home(HomeSection.RECENT)


@scene("palette")
def _palette(gallery: Gallery) -> None:
    gallery.select("Orders")
    gallery.do("help.palette")


@scene("palette-search")
def _palette_search(gallery: Gallery) -> None:
    gallery.do("help.palette")
    _type(gallery, "al le")


@scene("palette-shapes")
def _palette_shapes(gallery: Gallery) -> None:
    gallery.do("help.palette")
    _type(gallery, "cyl")


@scene("palette-nothing")
def _palette_nothing(gallery: Gallery) -> None:
    gallery.do("help.palette")
    _type(gallery, "zeppelin")


@scene("palette-home")
def _palette_home(gallery: Gallery) -> None:
    gallery.home(HomeSection.RECENT)
    gallery.do("help.palette")


def _type(gallery: Gallery, text: str) -> None:
    palette = gallery.window.findChildren(CommandPalette)[-1]
    palette.search.setText(text)
