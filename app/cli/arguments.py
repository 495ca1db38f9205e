"""The grammar of `aio-canvas`: sub-commands, options and their help texts."""

from __future__ import annotations

import argparse
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

COMMANDS = ("open", "export", "convert", "info", "validate", "new", "library", "demo")
FORMATS = ("svg", "png", "pdf", "drawio")


def program_version() -> str:
    """Return the installed version, or "development" when run from a bare checkout."""
    try:
        return version("aio-canvas")
    except PackageNotFoundError:
        return "development"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="aio-canvas",
        description="Diagrams that stay yours: edit, export and convert, with or without a display.",
        epilog="Without a command, the files (or an empty diagram) open in the editor. "
        "Exit codes: 0 done, 1 failed, 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"aio-canvas {program_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_open(commands)
    _add_export(commands)
    _add_convert(commands)
    _add_info(commands)
    _add_validate(commands)
    _add_new(commands)
    _add_library(commands)
    _add_demo(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001  argparse has no public name for what add_subparsers returns


def _add_open(commands: _Commands[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser("open", help="open files in the editor")
    sub.add_argument("files", nargs="*", type=Path, metavar="FILE")


def _add_export(commands: _Commands[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser("export", help="make pictures of diagrams")
    sub.add_argument("inputs", nargs="+", metavar="IN", help="diagram files; - reads standard input")
    _add_output(sub)
    pages = sub.add_mutually_exclusive_group()
    pages.add_argument("-p", "--page", type=_positive, metavar="N", help="page number, from 1 (default 1)")
    pages.add_argument("-a", "--all-pages", action="store_true", help="every page: one PDF, or one picture a page")
    sub.add_argument("-s", "--scale", type=_scale, default=1.0, help="pixels per unit (PNG, SVG), default 1")
    sub.add_argument("-b", "--border", type=_border, default=0.0, help="empty margin in units, default 0")
    sub.add_argument("-t", "--transparent", action="store_true", help="no background (PNG, SVG)")
    sub.add_argument(
        "-e", "--embed", action="store_true", help="put the diagram into the picture, for editing (PNG, SVG)"
    )
    schemes = sub.add_mutually_exclusive_group()
    schemes.add_argument("--dark", action="store_true", help="colours for a dark background")
    schemes.add_argument("--adaptive", action="store_true", help="light or dark, as its reader prefers (SVG)")
    cells = "also list every painted shape with its place, as JSON; a folder for several inputs"
    sub.add_argument("--cells-json", type=Path, metavar="FILE", help=cells)


def _add_output(sub: argparse.ArgumentParser) -> None:
    output = "file; folder for several inputs; - for standard output"
    sub.add_argument("-o", "--output", required=True, metavar="OUT", help=output)
    sub.add_argument("-f", "--format", choices=FORMATS, help="default: by the ending of OUT")


def _add_convert(commands: _Commands[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser("convert", help="turn diagrams into another diagram format")
    sub.add_argument("inputs", nargs="+", metavar="IN", help="diagram files; - reads standard input")
    _add_output(sub)


def _add_info(commands: _Commands[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser("info", help="tell what is in diagram files")
    sub.add_argument("inputs", nargs="+", metavar="FILE")
    sub.add_argument("--json", action="store_true", help="for programs")


def _add_validate(commands: _Commands[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser("validate", help="check that files can be read and written back without loss")
    sub.add_argument("inputs", nargs="+", metavar="FILE")
    sub.add_argument("--json", action="store_true", help="for programs")


def _add_new(commands: _Commands[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser("new", help="make an empty diagram file")
    sub.add_argument("output", metavar="OUT", help="a .drawio file, or -")
    sub.add_argument("--title", default="", help="name of the first page")
    sub.add_argument("--force", action="store_true", help="replace an existing file")


def _add_library(commands: _Commands[argparse.ArgumentParser]) -> None:
    library = commands.add_parser("library", help="work with the encrypted library")
    verbs = library.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="list the diagrams")
    listing.add_argument("--trash", action="store_true", help="what is in the trash")
    add = verbs.add_parser("add", help="import files")
    add.add_argument("inputs", nargs="+", metavar="FILE")
    get = verbs.add_parser("get", help="write a diagram to a file")
    get.add_argument("document", metavar="ID", help="id or its first characters, or the exact title")
    _add_output(get)
    search = verbs.add_parser("search", help="find text in all diagrams")
    search.add_argument("query", metavar="WORDS", nargs="+")
    search.add_argument("--limit", type=_positive, default=50)
    backup = verbs.add_parser("backup", help="write an encrypted copy of the whole library, without device keys")
    backup.add_argument("output", type=Path, metavar="FILE")
    restore = verbs.add_parser("restore", help="make a new library from a backup; refuses to replace one")
    restore.add_argument("input", type=Path, metavar="FILE")
    for verb in (listing, add, get, search, backup, restore):
        verb.add_argument("--json", action="store_true", help="for programs")


def _add_demo(commands: _Commands[argparse.ArgumentParser]) -> None:
    sub = commands.add_parser("demo", help="the headless tour: a throw-away library, real edits, real exports")
    sub.add_argument("files", nargs="*", metavar="FILE", help="diagrams to import; default: our own examples")
    sub.add_argument("--output", type=Path, default=Path("build/demo"), metavar="FOLDER", help="where the pictures go")


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value


def _scale(text: str) -> float:
    value = float(text)
    if not 0.01 <= value <= 100:
        raise argparse.ArgumentTypeError("must be between 0.01 and 100")
    return value


def _border(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 10_000:
        raise argparse.ArgumentTypeError("must be between 0 and 10000")
    return value
