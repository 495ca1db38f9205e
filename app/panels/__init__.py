"""The parts around the canvas: top bar, tool rail, library, layers, inspector, floating bars.

Views only: they are given frozen data, show it, and say by Qt signals what the user wants. They import PySide6, `app.theme` and
`app.widgets`, never the document, the store or the canvas. Made and wired by the editor window.
"""
