"""Drawing together: what joins an open diagram with the people at it. Logic only; panels and dialogs show it.

May import canvas, sync and app.canvas_view; the workbench and app.bootstrap call it.
"""
