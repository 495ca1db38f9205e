"""Routes of connectors as pure functions: from end boxes, ports and waypoints to a polyline in scene space.

May import `canvas.geometry` only. Called by `canvas.scene`. No obstacles are looked at; corners are rounded and curves made when painting.
"""
