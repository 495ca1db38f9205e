"""Automatic layout on the desktop: Graphviz in a process of its own, that can be stopped, and the step it ends in.

May import canvas, `app.widgets`, `app.theme` and `app.errors`. Called by `app.workbench`. `graphviz.py` and `worker.py` run in the
child process and load neither Qt nor a document.
"""
