"""The editor screen: canvas, tools, panels and actions around the open diagrams.

Joins the views of `app.panels`, `app.canvas_view` and `app.dialogs` with the commands of `canvas` and the library session.
Used by `app.main_window` only.
"""
