"""The select tool: one state per file.

May import `canvas.tools` (all but the machine), `canvas.commands` and below. Called by `canvas.tools.machine`.
"""
