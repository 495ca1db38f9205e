"""Templates: diagrams to begin with, in the program's own form, each with a light and a dark picture.

May import nothing of ours. `packaging/templates` draws them; `app.library.templates` reads them.
"""
