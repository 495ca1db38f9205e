"""Limits on everything that comes from outside; one place, so that peers refuse the same things."""

from __future__ import annotations

from dataclasses import dataclass

ID_BYTES = 16
"""Length of document, workspace and device ids."""

WRITER_BYTES = 8
"""Length of the random part that makes a chain of one device unique."""

MAX_CLIENT_ID = (1 << 53) - 1
"""Largest Yjs client id: what a JavaScript number holds exactly."""

MAX_BLOB_BYTES = 32 << 20
"""Largest image or attachment kept in the library."""

MAX_THUMBNAIL_BYTES = 1 << 20
"""Largest thumbnail."""

MAX_TITLE_CHARACTERS = 1_000
"""Longest title of a document."""

MAX_SETTING_BYTES = 1 << 20
"""Largest JSON value of one setting or of the session state."""

MAX_INDEXED_CHARACTERS = 100_000
"""Longest text of one record that is searched; the rest of a longer text is not indexed."""


@dataclass(frozen=True, slots=True)
class UpdateLimits:
    """Bounds of one Yjs update, checked before it is decoded.

    Attributes:
        max_bytes: Size of the whole update.
        max_structs: Number of structs over all clients.
        max_clock: Largest clock (exclusive end of a range).
        max_depth: Nesting of JSON-like values.
        max_values: Number of JSON-like values over all structs.
        max_delete_ranges: Number of ranges in the delete set.
    """

    max_bytes: int
    max_structs: int
    max_clock: int = 1 << 31
    max_depth: int = 32
    max_values: int = 1_000_000
    max_delete_ranges: int = 1_000_000


REMOTE_UPDATE = UpdateLimits(max_bytes=1 << 20, max_structs=200_000)
"""One edit received from somebody else."""

WHOLE_DOCUMENT = UpdateLimits(max_bytes=256 << 20, max_structs=20_000_000, max_values=40_000_000)
"""A full state, as an import makes it or a snapshot carries it."""

MAX_UPDATE_BYTES = WHOLE_DOCUMENT.max_bytes
"""Largest update that the library stores as one log row."""

MAX_OPERATION_BYTES = 4 << 20
"""Largest operation of a membership log; a cut takes 48 bytes, so that about 87,000 chains can be cut at once."""

MAX_LOG_LENGTH = 1_000_000
"""Most operations of a membership log; a workspace of 10,000 people and 100,000 diagrams takes a third of that."""

MAX_LOG_BYTES = 512 << 20
"""Size of all operations of a membership log together."""

LOG_RESERVE_LENGTH = 10_000
"""So many more may only take rights away: a full log must not keep anybody in."""

LOG_RESERVE_BYTES = 64 << 20
"""And so much larger."""

MAX_CUTS = 80_000
"""Most chains that one operation cuts."""

MAX_ADMITTED_DEVICES = 16
"""Most devices with which a user enters a workspace at once."""

MAX_LIVE_DEVICES = 32
"""Most devices of one user that are not revoked."""

MAX_MEMBERS = 10_000
"""Most users of one workspace over all time, guests included."""

MAX_DIAGRAMS = 100_000
"""Most diagrams of one workspace, deleted ones included."""

MAX_OPEN_INVITES = 1_000
"""Most invites of one workspace that wait to be accepted."""

MAX_OPEN_LINKS = 10_000
"""Most share links of one workspace that are not revoked."""

MAX_GRANTS = 1_000
"""Most members who are let into a restricted diagram by the operation that restricts it."""

MAX_ROTATIONS = 10_000
"""Most scopes that one operation gives a new key."""

MAX_PROMISES = 40_000
"""Most keys of documents whose hash one operation names; each takes 68 bytes."""

MAX_BOXES = 50_000
"""Most sealed keys that come with one operation."""

MAX_PLAINTEXT_BYTES = REMOTE_UPDATE.max_bytes
"""Largest update sealed into one envelope."""

MAX_SNAPSHOT_BYTES = WHOLE_DOCUMENT.max_bytes + (8 << 20)
"""Largest sealed snapshot: a whole document and the list of chains that it covers."""

MAX_SNAPSHOT_FORKS = 64
"""Most proofs of forks that a snapshot carries."""

MAX_FRAME_BYTES = 8 << 20
"""Largest message on a relay's socket."""

BATCH_BYTES = 64 << 10
"""Size at which a sender of stored envelopes starts the next batch."""

MAX_PART_BYTES = 256 << 10
"""Largest part of a snapshot in one frame."""

MAX_JOINED_CHAINS = 100_000
"""Most chains that one JOIN lists."""

MAX_PRESENCE_BYTES = 4 << 10
"""Largest presence message before it is sealed."""

MAX_EPHEMERAL_BYTES = MAX_PRESENCE_BYTES + 128
"""Largest ephemeral payload on the wire: a presence message, sealed."""

MAX_SIGNAL_BYTES = 64 << 10
"""Largest signalling message, sealed."""

MAX_CARD_BYTES = 128 << 10
"""Largest card, sealed."""

MAX_DIAGRAM_PICTURE_BYTES = 8 << 10
"""Largest small picture of a diagram, before it is sealed."""

MAX_DIAGRAM_PICTURE_SIDE = 512
"""Most pixels of its width and of its height."""

MAX_PICTURES_ASKED = 64
"""Most diagrams whose pictures are asked for in one frame."""

MAX_DETAIL_BYTES = 500
"""Longest explanation in an ERROR frame."""

MAX_LOG_ENTRIES = 10_000
"""Most entries of a membership log in one frame."""
