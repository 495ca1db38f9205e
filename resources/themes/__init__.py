"""Theme palettes as data, one JSON file each; `canvas.drawing.themes` reads them. Imports nothing; called by `canvas.drawing`."""
