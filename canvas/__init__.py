"""The diagram: geometry, document, shapes, tools, rendering and file formats.

May import nothing of ours outside this package, and no Qt outside `canvas.qt` (QtGui and QtCore only).
Called by `app`. It shares with `sync` only document ids and bytes.
"""
