"""Algorithms on data: take records, return a Plan or numbers; never reach a document.

May import `canvas.model`, `canvas.geometry` and numpy. Called by `canvas.commands`, `canvas.tools` and `canvas.scene`.
"""
