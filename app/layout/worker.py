"""The layout process: one request on standard input, its places on standard output.

    python -m app.layout.worker

Exit codes: 0 places written, 1 no layout found (the reason is on standard error).
"""

from __future__ import annotations

import sys

from app.layout.graphviz import Graphviz
from app.layout.messages import decode_request, encode_places
from canvas.errors import LayoutFailed


def main() -> int:
    """Answer one request."""
    request = decode_request(sys.stdin.buffer.read())
    try:
        places = Graphviz().place(request)
    except LayoutFailed as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(encode_places(places))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
