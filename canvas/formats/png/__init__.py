"""PNG files with the diagram inside: chunk by chunk, without decoding a pixel.

May import `canvas.errors` only. Called by `app` and by the draw.io reader.
"""
