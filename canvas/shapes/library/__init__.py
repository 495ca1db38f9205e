"""The shape library: figures, presets and whole structures that `resources.stencils` holds as data.

May import canvas.drawing, canvas.geometry, canvas.model, resources.stencils and the building blocks of canvas.shapes, never its
registry, which asks here for figures. Called by the registry, by defaults of new shapes, by commands that insert, and by writers.
"""
