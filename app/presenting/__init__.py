"""Showing a diagram to others: one slide after the other over the whole screen.

May import canvas, `app.canvas_view.overlay_painter`, `app.theme` and `app.widgets`. Called by `app.workbench`.
"""
