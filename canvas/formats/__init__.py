"""Readers and writers of foreign files.

May import everything in `canvas` but `canvas.qt`. Called by `app` and the command line.
"""
