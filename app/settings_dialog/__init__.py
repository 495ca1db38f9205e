"""The settings dialog: pages of rows, a search over all of them, and the editor of the keymap.

Views over `app.settings` and `app.actions`: they import PySide6, `app.theme`, `app.widgets`, `app.dialogs.frame` and those two, never the store. Opened by the
main window through `app.workbench.settings_opening`, which collects what they show of the library.
"""
