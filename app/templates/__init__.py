"""Templates: diagrams to start from. `shelf` says what the home screen needs of a collection, `examples` is the one of the bundled examples.

May import `canvas` and `app.exporting.reading`; shows no widgets. Joined with the home screen by `app.workbench.home_link`.
"""
