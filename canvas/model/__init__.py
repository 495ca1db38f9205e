"""The diagram as a document: frozen records, plans, the one writer, the one reader, undo and the repaired view.

May import `canvas.geometry`, pycrdt and msgspec; the only package that touches pycrdt. Called by everything above.
"""
