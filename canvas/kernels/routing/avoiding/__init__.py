"""Orthogonal lines around everything on the page: free tracks between the shapes, and the best way along them.

May import `canvas.geometry`, `canvas.kernels.routing.terminal` and numpy. Called by `canvas.scene.avoiding`. Reads no clock: work is
capped by counts, so that a diagram has the same lines on every machine.
"""
