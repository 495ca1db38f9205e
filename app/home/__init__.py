"""The home screen: the diagrams of the library as cards or rows, search, and ways to begin.

Views only: they are given frozen `DiagramEntry` and `SearchHit` objects and say by Qt signals what the user wants. They import PySide6,
`app.theme`, `app.widgets` and `app.templates.shelf`, never the store. Made and wired by the main window.
"""
