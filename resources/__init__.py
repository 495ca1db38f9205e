"""Data the application ships: stencil libraries, templates, themes, translations, keymaps, with thin loaders.

Imports nothing of the project. `app` and `canvas` read from it through `importlib.resources`.
"""
