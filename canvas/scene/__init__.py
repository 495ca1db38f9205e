"""A page as an ordered display list: placement, connectors, culling, hit testing and overlays.

May import `canvas.shapes` and below. Called by `canvas.editor`, `canvas.formats` and `canvas.qt`.
"""
