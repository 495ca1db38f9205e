"""Files in, pictures and files out: what the export dialog and the command line share.

May import `canvas` and `app`'s modules without widgets. Called by `app.cli` and `app.workbench`.
"""
