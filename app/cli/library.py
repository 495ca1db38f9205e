"""`aio-canvas library`: the encrypted library from the command line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.cli.clock import now_ms
from app.cli.console import printable, say_json
from app.cli.exit_codes import OK
from app.cli.inputs import STANDARD, Source, for_each, sources
from app.cli.library_access import check_absent, diagram_named, found_key, open_for, picture_source
from app.cli.outputs import Targets, format_of
from app.cli.passphrases import backup_passphrase
from app.cli.progress import above_bar, with_progress
from app.errors import OutputError, ProfileError, UsageError
from app.exporting.options import whole_diagram
from app.library.opening import explained
from app.library.session import LibrarySession
from app.places import profile_folder
from sync.errors import SyncError
from sync.store.backup import restore_backup
from sync.store.records import DocumentInfo, DocumentQuery, SearchHit


def run(arguments: argparse.Namespace) -> int:
    """Run one verb and return the exit code.

    Raises:
        ProfileError: the library cannot be opened.
    """
    return _VERBS[arguments.verb](arguments)


def _list(arguments: argparse.Namespace) -> int:
    with open_for(read_only=True) as library:
        rows = library.submit(lambda store: store.documents.list(DocumentQuery(trashed=arguments.trash))).result()
    if arguments.json:
        say_json([_as_json(row) for row in rows])
        return OK
    for row in rows:
        print(f"{row.id}  {_day(row.modified_ms)}  {printable(row.title)}")
    return OK


def _add(arguments: argparse.Namespace) -> int:
    # Readers are loaded only by the verbs that read files: `list` must not pay for them.
    from app.exporting.reading import read_snapshot

    inputs = sources(arguments.inputs)
    added: list[dict[str, str]] = []
    with open_for(read_only=False) as library:
        session = LibrarySession(library, now_ms)

        def one(source: Source) -> None:
            document = session.add(read_snapshot(source.read(), source.name), source.stem)
            added.append({"id": document, "title": source.stem, "input": source.argument})
            if not arguments.json:
                with above_bar():
                    print(document, flush=True)

        code = for_each(with_progress(inputs, "file"), one)
    if arguments.json:
        say_json(added)
    return code


def _get(arguments: argparse.Namespace) -> int:
    # Qt is loaded only by the verb that may paint.
    from app.exporting.service import export
    from app.library.diagram import open_diagram
    from canvas.model.snapshot import snapshot_of

    if arguments.json and arguments.output == STANDARD:
        raise UsageError("--json and -o - would both write to standard output")
    form = format_of(arguments.output, arguments.format)
    options = whole_diagram(form)
    with open_for(read_only=True) as library:
        info = diagram_named(library, arguments.document)
        snapshot = snapshot_of(open_diagram(library, info.id).document)
        files = export(snapshot, options, picture_source(library))
    source = Source(_file_name(info.title))
    Targets(arguments.output, form, ()).write(source, [(file.page, file.data) for file in files])
    if arguments.json:
        say_json(_as_json(info))
    return OK


def _search(arguments: argparse.Namespace) -> int:
    words = " ".join(arguments.query)
    with open_for(read_only=True) as library:
        hits = library.submit(lambda store: store.search.search(words, limit=arguments.limit)).result()
    if arguments.json:
        say_json([_hit_as_json(hit) for hit in hits])
        return OK
    for hit in hits:
        print(f"{hit.document}  {printable(hit.title)}: {printable(hit.snippet)}")
    return OK


def _backup(arguments: argparse.Namespace) -> int:
    target: Path = arguments.output
    if not target.absolute().parent.is_dir():
        raise OutputError(f"the folder {target.absolute().parent} does not exist")
    with open_for(read_only=True) as library:
        library.backup(target, backup_passphrase(os.environ, new=True))
    if arguments.json:
        say_json({"backup": str(target), "bytes": target.stat().st_size})
    return OK


def _restore(arguments: argparse.Namespace) -> int:
    folder = profile_folder()
    check_absent(folder)
    backup: Path = arguments.input
    if not backup.is_file():
        raise ProfileError(f"{backup} does not exist or is not a file")
    passphrase = backup_passphrase(os.environ, new=False)
    try:
        restore_backup(backup, folder, found_key(folder), now_ms, passphrase=passphrase)
    except SyncError as error:
        raise explained(error) from error
    if arguments.json:
        say_json({"restored": str(backup), "profile": str(folder)})
    return OK


_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "add": _add,
    "get": _get,
    "search": _search,
    "backup": _backup,
    "restore": _restore,
}


def _as_json(info: DocumentInfo) -> dict[str, object]:
    return {
        "id": info.id,
        "title": info.title,
        "created_ms": info.created_ms,
        "modified_ms": info.modified_ms,
        "starred": info.starred,
        "trashed_ms": info.trashed_ms,
    }


def _hit_as_json(hit: SearchHit) -> dict[str, object]:
    matches: Sequence[tuple[int, int]] = hit.matches
    return {
        "id": hit.document,
        "title": hit.title,
        "record": hit.record,
        "snippet": hit.snippet,
        "matches": [list(match) for match in matches],
    }


def _day(unix_ms: int) -> str:
    """Return a time as date and minute, UTC."""
    return datetime.fromtimestamp(unix_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M")


def _file_name(title: str) -> str:
    """Return a file name for a title: no folder separators, no control characters, never empty, never hidden."""
    kept = "".join("-" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in title).strip(" .")
    return f"{kept[:100] or 'diagram'}.drawio"
