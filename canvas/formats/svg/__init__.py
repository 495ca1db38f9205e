"""SVG from the display list, without Qt: real text at the text engine's positions, no foreignObject, the same bytes every time.

May import `canvas.scene` and below. Called by `app` for export, the clipboard and reports.
"""
