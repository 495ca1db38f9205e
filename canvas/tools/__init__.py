"""Pointer and key events drive state machines; one file per state.

May import `canvas.commands` and below. Called by `app.canvas_view`.
"""
