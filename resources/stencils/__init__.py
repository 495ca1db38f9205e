"""Stencil libraries: our own figures as data, one TOML file a library, in the form of `canvas.shapes.library.form`.

May import nothing of ours. `canvas.shapes.library` reads them; nobody else does. What stands here is drawn by us.
"""
