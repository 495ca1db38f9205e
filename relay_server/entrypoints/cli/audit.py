"""``aio-relay audit``: verifying, exporting and archiving the ledger from the machine of the relay."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from relay_server.entrypoints.cli.users import CLI
from relay_server.errors import OperationError
from relay_server.service.audit import export_audit
from relay_server.service.audit_archive import archive_faults, give_back_space, lines_before, strip_archived
from relay_server.service.environment import Environment
from relay_server.service.ledger import newest_head
from relay_server.service.ledger_verify import verify_ledger
from sync.protocol.errors import ProtocolError
from sync.protocol.ledger import SignedHead, decode_signed_head, encode_signed_head


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's class is private.
    """Add the command and its subcommands."""
    audit = commands.add_parser("audit", help="verify, export and archive the audit ledger")
    actions = audit.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser("verify", parents=[shared], help="check every leaf, the tree and every signed head")
    verify.add_argument("--witness", type=Path, metavar="FILE", help="also against a head that was taken out earlier")
    verify.add_argument("--archive", type=Path, metavar="FILE", help="also an archive against the leaves that stay")
    export = actions.add_parser("export", parents=[shared], help="write the ledger to a file")
    export.add_argument("file", type=Path)
    export.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    export.add_argument("--workspace", metavar="ID", help="only what concerns one workspace")
    archive = actions.add_parser("archive", parents=[shared], help="move what old lines say into a file")
    archive.add_argument("file", type=Path)
    archive.add_argument("--before", type=_day, metavar="DATE", required=True, help="lines before this day, 2027-01-31")
    witness = actions.add_parser("witness", parents=[shared], help="write the newest signed head to a file")
    witness.add_argument("file", type=Path)


def run_audit(env: Environment, options: argparse.Namespace) -> None:
    """Run ``aio-relay audit ACTION``.

    Raises:
        RelayError: It cannot be done, or the ledger is not what it should be.
    """
    if options.action == "verify":
        _verify(env, options.witness, options.archive)
    elif options.action == "export":
        written = _write(options.file, export_audit(env, CLI, options.format, options.workspace))
        sys.stdout.write(f"Wrote {written} lines to {options.file}.\n")
    elif options.action == "archive":
        count, lines = lines_before(env, options.before)
        _write(options.file, lines)
        strip_archived(env, CLI, count)
        sys.stdout.write(f"Moved {count} lines to {options.file}; their hashes stay.\n")
        if parts := give_back_space(env, options.before):
            sys.stdout.write(f"Gave back the space that {parts} parts of the table took.\n")
    else:
        head = newest_head(env)
        _write(options.file, [encode_signed_head(head).hex() + "\n"])
        sys.stdout.write(
            f"Wrote the head over {head.head.size} lines to {options.file}; keep it where the relay cannot write.\n"
        )


def _verify(env: Environment, witness: Path | None, archive: Path | None) -> None:
    verdict = verify_ledger(env, _read_head(witness) if witness is not None else None)
    faults = list(verdict.faults)
    if archive is not None:
        faults += archive_faults(env, _read(archive).splitlines(keepends=True))
    sys.stdout.writelines(f"BAD  {fault}\n" for fault in faults)
    if faults:
        raise OperationError("the ledger is not what it should be")
    head = verdict.head.head
    sys.stdout.write(f"good  {head.size} lines  root {head.root.hex()}\n")


def _read_head(path: Path) -> SignedHead:
    try:
        return decode_signed_head(bytes.fromhex(_read(path).strip()))
    except (ValueError, ProtocolError):
        raise OperationError(f"{path} is no signed head") from None


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OperationError(f"{path} cannot be read ({type(error).__name__})") from None


def _write(path: Path, lines: Iterable[str]) -> int:
    """Write a new file that its user alone can read, durably; an existing one is left alone."""
    count = 0
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            for line in lines:
                file.write(line)
                count += 1
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OperationError(f"{path} cannot be written ({error.strerror})") from None
    return count


def _day(text: str) -> int:
    try:
        return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        raise argparse.ArgumentTypeError("a day like 2027-01-31 is expected") from None
