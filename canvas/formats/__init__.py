"""Readers and writers of foreign files: bytes <-> snapshots, and display lists -> pictures.

May import everything in `canvas` but `canvas.qt`. Called by `app` and the command line. A reader takes bytes and gives a
`Snapshot` or raises `FormatError`; it opens no file and no network connection, and holds the limits of `canvas.formats.limits`.
Start at `canvas.formats.registry` to read a file of any kind.
"""
