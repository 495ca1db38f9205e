"""The ledger as lines of text: JSON Lines, complete enough to be verified offline, and CSV for tables of people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from relay_server.domain.ledger_leaf import LedgerLeaf, StoredLeaf
from relay_server.errors import OperationError

_BYTES = ("details_hash", "subject_key", "subject_commitment", "actor_key", "actor_commitment")
_PLAIN = ("index", "time_ms", "action", "workspace", "details", "subject", "actor", "address")
_COLUMNS = ("index", "time", "action", "workspace", "subject", "actor", "address", "details", "leaf")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def json_line(stored: StoredLeaf) -> str:
    """Return one leaf with its head as a line of JSON; bytes are hex."""
    leaf = stored.leaf
    values: dict[str, object] = {name: getattr(leaf, name) for name in _PLAIN}
    for name in _BYTES:
        data = getattr(leaf, name)
        values[name] = None if data is None else data.hex()
    values["leaf"] = leaf.hash.hex()
    values["root"], values["signature"] = stored.root.hex(), stored.signature.hex()
    return json.dumps(values, ensure_ascii=True, separators=(",", ":")) + "\n"


def parse_json_line(line: str) -> StoredLeaf:
    """Read a line that ``json_line`` wrote; what it says of the leaf's hash is not believed.

    Raises:
        OperationError: It is none.
    """
    try:
        values = json.loads(line)
        fields = {name: values[name] for name in _PLAIN}
        for name in _BYTES:
            fields[name] = None if values[name] is None else bytes.fromhex(values[name])
        return StoredLeaf(LedgerLeaf(**fields), bytes.fromhex(values["root"]), bytes.fromhex(values["signature"]))
    except (ValueError, KeyError, TypeError):
        raise OperationError("this is no line of an exported ledger") from None


def csv_lines(leaves: Iterable[LedgerLeaf]) -> Iterator[str]:
    """Yield a head line and one line for each leaf. No cell is read as a formula by a spreadsheet."""
    yield _row(_COLUMNS)
    for leaf in leaves:
        time = datetime.fromtimestamp(leaf.time_ms / 1000, UTC).isoformat(timespec="milliseconds")
        cells = (leaf.index, time, leaf.action, leaf.workspace, leaf.subject, leaf.actor, leaf.address, leaf.details)
        yield _row([*("" if cell is None else str(cell) for cell in cells), leaf.hash.hex()])


def _row(cells: Iterable[str]) -> str:
    target = io.StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL).writerow([_safe(cell) for cell in cells])
    return target.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell
