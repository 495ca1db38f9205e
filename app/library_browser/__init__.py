"""What stands between the home screen and the library: lists, search, pictures, actions and importing of files.

Asks the store thread and answers on the GUI thread; shows nothing itself. May import `app.library`, `app.home`,
`app.widgets.toast` and PySide6; made by `app.bootstrap`, joined to the home screen by the main window.
"""
