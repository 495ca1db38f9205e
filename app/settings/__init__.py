"""What the user prefers: the values, the file they lie in, and who is told when they change.

`values` and `settings_file` need the standard library and `app.files`; `keeper` adds QtCore. Called by the composition root, which loads them
before there is a window, by the settings dialog, and by `app.workbench.settings_link`, which puts them into force.
"""
