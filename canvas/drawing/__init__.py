"""What to paint, not how: display lists, resolved styles, colours and the text port.

May import `canvas.model` and `canvas.geometry`. Filled by `canvas.shapes` and `canvas.scene`; painted by `canvas.qt`,
written by `canvas.formats`.
"""
