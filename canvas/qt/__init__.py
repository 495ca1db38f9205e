"""Painting with Qt: painter, surface, level of detail, text, fonts, raster and PDF.

May import everything in `canvas` but `canvas.formats`, and QtCore, QtGui and QtSvg. Called by `app`.
"""
