"""Routes of connectors as pure functions: from end boxes, ports and waypoints to a polyline in scene space.

May import `canvas.geometry` and numpy only. Called by `canvas.scene`. Only `avoiding` looks at obstacles; corners are rounded and curves
made when painting.
"""
