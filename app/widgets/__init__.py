"""The controls kit: buttons, fields, bars and small displays that look like the design and have names for screen readers.

May import PySide6, `app.theme` and `app.errors`; knows nothing of diagrams or libraries. Used by `app.panels`, `app.home`, `app.dialogs` and
the windows. Every control takes its accessible name in its constructor, so that none can be made without.
"""
