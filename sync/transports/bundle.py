"""Envelopes in a file: what a stick, a mail or a second copy brings, with the membership log that lets anybody check it.

``magic 12 | version u8 | workspace 16 | document 16 | entries (u32 count; each u32 length and the entry) | envelopes
(u32 count; each u32 length and the envelope) | SHA-256 of everything before``. The hash tells damage, not forgery: every
envelope is checked by the receiver as if it had come over a network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from sync.errors import BundleError, InvalidIdentifierError
from sync.protocol.envelope import MAX_ENVELOPE_BYTES, EnvelopeHeader, parse_header
from sync.protocol.errors import ProtocolError, UnsupportedVersion
from sync.protocol.identifiers import checked_id
from sync.protocol.limits import MAX_LOG_ENTRIES, MAX_OPERATION_BYTES, MAX_SNAPSHOT_BYTES
from sync.protocol.membership.entry import LogEntry, decode_log_entry, encode_log_entry
from sync.protocol.signing import SIGNATURE_BYTES
from sync.protocol.wire import WireReader, blob, listed

MAGIC = b"AIO-BUNDLE\r\n"
"""First bytes of a bundle; a transfer that changes line ends shows at once."""

VERSION = 1
SUFFIX = ".aiobundle"

MAX_BUNDLE_BYTES = 512 << 20
"""Largest bundle that is read."""

MAX_ENVELOPES = 1_000_000
"""Most envelopes of a bundle."""

_HASH_BYTES = 32
_LEAST_ENVELOPE = 4 + 166
_MAX_ENTRY_BYTES = MAX_OPERATION_BYTES + 2 * SIGNATURE_BYTES
_MAX_ITEM_BYTES = max(MAX_ENVELOPE_BYTES, MAX_SNAPSHOT_BYTES + 166)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds.

    Attributes:
        workspace: Workspace of the document.
        document: The document.
        entries: The membership log from its beginning.
        envelopes: Envelopes of the document, each chain in order.
    """

    workspace: str
    document: str
    entries: tuple[LogEntry, ...]
    envelopes: tuple[bytes, ...] = field(repr=False)


def write_bundle(bundle: Bundle) -> bytes:
    """Write a bundle.

    Raises:
        InvalidIdentifierError: An id is malformed.
        BundleError: It would be too large to be read again, or an envelope belongs to another document.
    """
    for envelope in bundle.envelopes:
        _header(envelope, bundle.document)
    body = b"".join(
        (
            MAGIC,
            bytes([VERSION]),
            bytes.fromhex(checked_id(bundle.workspace, "workspace id")),
            bytes.fromhex(checked_id(bundle.document)),
            listed([blob(encode_log_entry(entry)) for entry in bundle.entries]),
            listed([blob(envelope) for envelope in bundle.envelopes]),
        )
    )
    if len(body) + _HASH_BYTES > MAX_BUNDLE_BYTES or len(bundle.envelopes) > MAX_ENVELOPES:
        raise BundleError("the diagram is too large for one file")
    return body + hashlib.sha256(body).digest()


def read_bundle(data: bytes) -> Bundle:
    """Read a bundle; nothing in it is trusted yet.

    Raises:
        BundleError: It is none, damaged, too large, or from a newer version.
    """
    if len(data) > MAX_BUNDLE_BYTES:
        raise BundleError("the file is too large")
    if not data.startswith(MAGIC) or len(data) < len(MAGIC) + 1 + _HASH_BYTES:
        raise BundleError("this is no file of this kind")
    if data[len(MAGIC)] != VERSION:
        raise BundleError("the file needs a newer version of the program")
    body = memoryview(data)[:-_HASH_BYTES]
    if hashlib.sha256(body).digest() != data[-_HASH_BYTES:]:
        raise BundleError("the file is damaged or incomplete")
    try:
        return _read(WireReader(body, len(MAGIC) + 1))
    except (ProtocolError, InvalidIdentifierError) as error:
        raise BundleError(f"the file is malformed ({error})") from None


def _read(reader: WireReader) -> Bundle:
    workspace, document = reader.identifier(), reader.identifier()
    entries = reader.listed(lambda item: decode_log_entry(item.blob(_MAX_ENTRY_BYTES)), 4, MAX_LOG_ENTRIES)
    envelopes = reader.listed(lambda item: item.blob(_MAX_ITEM_BYTES), _LEAST_ENVELOPE, MAX_ENVELOPES)
    reader.finish()
    for envelope in envelopes:
        _header(envelope, document)
    return Bundle(workspace, document, entries, envelopes)


def headers_of(bundle: Bundle) -> Sequence[EnvelopeHeader | None]:
    """Return the header of each envelope; None for one that a later version of the program wrote."""
    return [_header(envelope, bundle.document) for envelope in bundle.envelopes]


def _header(envelope: bytes, document: str) -> EnvelopeHeader | None:
    try:
        header = parse_header(envelope)
    except UnsupportedVersion:
        return None
    except ProtocolError as error:
        raise BundleError(f"an envelope in it is malformed ({error.detail})") from None
    if header.document != document:
        raise BundleError("an envelope in it belongs to another diagram")
    return header
