"""Shape families: outline, perimeter, ports, hit area and display list of each kind, and their registry.

May import `canvas.kernels`, `canvas.drawing`, `canvas.model` and `canvas.geometry`. Called by `canvas.scene` and above.
"""
