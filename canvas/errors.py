"""Errors of the diagram package.

CanvasError
├── PlanError            a plan does not fit the document it was made for (our fault)
├── DocumentPoisoned     applying an update failed; the Y.Doc must be dropped and rebuilt
├── WrongThread          a document was touched from a thread that does not own it (our fault)
├── UnsupportedSchema    the document was written by a newer version of the program
├── PaintingUnavailable  Qt or one of our fonts cannot be used in this process
├── LayoutFailed         no places were found for shapes that were to be laid out
└── FormatError          a file cannot be read or written
    ├── LimitExceeded    larger, deeper or more than we accept
    └── MalformedFile    not what its type promises
"""

from __future__ import annotations


class CanvasError(Exception):
    """Base of all errors raised by `canvas`; never raised itself."""


class PlanError(CanvasError):
    """A plan names something that the document does not have, or is invalid in itself."""


class DocumentPoisoned(CanvasError):
    """Applying an update failed half way: this Doc can no longer be trusted and must be rebuilt from the log."""


class WrongThread(CanvasError):
    """The document was used from a thread other than its owner's."""


class UnsupportedSchema(CanvasError):
    """The document has a schema version that this program does not know.

    Attributes:
        found: schema version in the document.
        known: newest schema version that we can read.
    """

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"the diagram was written by a newer version (schema {found}, this program knows {known})")
        self.found = found
        self.known = known


class PaintingUnavailable(CanvasError):
    """Qt or one of the packaged fonts cannot be used in this process, so nothing can be painted."""


class LayoutFailed(CanvasError):
    """No places were found for shapes that were to be laid out; the message is fit for the user."""


class FormatError(CanvasError):
    """A file cannot be read or written; the message is fit for the user."""


class LimitExceeded(FormatError):
    """The input is larger, deeper or more numerous than we accept.

    Attributes:
        what: the thing that is limited, for example "XML depth".
        limit: the greatest value accepted.
    """

    def __init__(self, what: str, limit: float) -> None:
        super().__init__(f"{what} exceeds the limit of {limit:g}")
        self.what = what
        self.limit = limit


class MalformedFile(FormatError):
    """The input is not what its type promises."""
