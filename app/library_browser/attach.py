"""Joins the home screen and the library."""

from __future__ import annotations

from collections.abc import Callable

from shiboken6 import isValid

from app.home.home_view import HomeView
from app.library.background import in_background
from app.library_browser.browser import LibraryBrowser
from app.library_browser.file_drop import FileDrop
from app.library_browser.pictures import PictureProvider

_LAYOUT = "home.layout"
_LAYOUTS = ("cards", "rows")


def attach_home(
    view: HomeView, browser: LibraryBrowser, is_dark: Callable[[], bool], seen: Callable[[str], None] = lambda _id: None
) -> None:
    """Let a home screen show the library and do what the user wants of it; asks for the first list.

    Args:
        view: owns what is made here.
        browser: the library.
        is_dark: tells whether pictures for a dark ground are wanted now.
        seen: told of diagrams whose pictures are looked at.
    """
    library, signals = browser.session.library, browser.signals
    browser.listed.connect(view.set_entries)
    browser.found.connect(view.set_hits)
    view.new_requested.connect(browser.new_diagram)
    view.open_file_requested.connect(browser.choose_and_open)
    view.import_requested.connect(browser.choose_and_import)
    view.open_requested.connect(browser.open_requested)
    view.renamed.connect(browser.rename)
    view.star_requested.connect(browser.star)
    view.duplicate_requested.connect(browser.duplicate)
    view.trash_requested.connect(browser.trash)
    view.restore_requested.connect(browser.restore)
    view.delete_requested.connect(browser.delete)
    view.search_requested.connect(browser.search)
    provider = PictureProvider(library, signals, is_dark, view.thumbnail_ready, view)
    provider.seen = seen
    view.set_thumbnails(provider)
    FileDrop(view).dropped.connect(lambda files: browser.import_files(files, show=len(files) == 1))
    _remember_layout(view, browser)
    browser.refresh()


def _remember_layout(view: HomeView, browser: LibraryBrowser) -> None:
    library, signals = browser.session.library, browser.signals

    def show(layout: object) -> None:
        # The answer may come after the home screen has gone.
        if layout in _LAYOUTS and isValid(view):
            view.set_layout(str(layout))

    def keep(layout: str) -> None:
        in_background(library, "keeping the layout", lambda store: store.session.set(_LAYOUT, layout))

    signals.when_done(library.submit(lambda store: store.session.get(_LAYOUT)), show, lambda _error: show("cards"))
    view.layout_changed.connect(keep)
