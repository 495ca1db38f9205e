"""The open library: documents from the encrypted store, their saving, thumbnails and text index.

Joins `sync.store` (bytes) and `canvas` (diagrams); no widgets. Made by `app.bootstrap`, used by the windows and the command line.
"""
