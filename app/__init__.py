"""The desktop application: Qt shell, dialogs, actions and the command line.

May import everything of `canvas`, `sync` and `resources`; nothing imports `app`. It is the only package that shows widgets,
and `app.bootstrap` is the one place on the desktop where clocks, randomness, stores and the diagram are joined.
`app.cli` shows no widgets: it serves `aio-canvas` on machines without a display.
"""
