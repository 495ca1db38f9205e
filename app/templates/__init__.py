"""Templates: diagrams to start from. `shelf` says what the home screen needs of them, `library_shelf` has the program's and the user's.

May import `canvas` and `app.library`; shows no widgets. Joined with the home screen by `app.workbench.home_link`.
"""
