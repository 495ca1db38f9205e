"""Automatic layout: from shapes and connectors to a request, and from the places found to edits.

May import the other kernels, model and geometry. Called by `canvas.commands.layout`. The search for places itself is a port,
`LayoutEngine`; the desktop program answers it with Graphviz in a process of its own, so that it can be stopped.
"""
