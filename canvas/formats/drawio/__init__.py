"""The .drawio format: plain and compressed, several pages, and inside .drawio.svg and .drawio.png.

May import `canvas.model` and below, and `canvas.formats.png` for the chunk that holds a diagram. Called by
`canvas.formats.registry` and `app`.

Reading: container (file form) -> guarded_xml -> pages -> cells -> records. Writing goes back over the same steps. Every record keeps
the XML of the cell it came from under "x.drawio.*"; the writer reads that again and changes only what now means something else,
so whatever we do not understand comes out as it went in. docs/topics/drawio.md lists the keys.
"""
