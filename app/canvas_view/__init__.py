"""The canvas widget: shows a page through `canvas.qt.surface`, turns Qt events into tool events, edits labels in place.

May import `canvas` and QtWidgets. Used by `app.workbench` only.
"""
