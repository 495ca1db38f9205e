"""How the program looks: colours, spacing, fonts, icons and the style sheet, in light and dark.

May import PySide6, `canvas.qt.fonts` and `app.errors`. Used by every package of `app` that shows something; `ThemeController` is made once
by the composition root. Widgets that paint themselves ask `palette.current_tokens()`, which reads the application's palette: Qt tells every
widget when that changes, so nobody has to listen to a signal in order to repaint.
"""
