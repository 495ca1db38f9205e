"""The command palette: one field that finds commands, shapes, pages and diagrams by a few letters.

`fuzzy` is plain text matching, `items` says what can be found, `palette` is the view, `sources` asks the window. May import `app.actions`, `app.theme`,
`app.widgets`, `app.home.entries` and `app.workbench.shape_library`. Opened by the main window.
"""
