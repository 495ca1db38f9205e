"""Pure numbers: vectors, boxes, matrices, paths, curves, intersections and the spatial index.

May import the standard library and numpy only. Called by every other part of `canvas`.
Scene space is in scene units (1 unit = 1 px at 100 %), x to the right and y down; angles are degrees, clockwise.
"""
