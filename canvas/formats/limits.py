"""Every limit of every reader, in one place. A reader that meets one raises `LimitExceeded`, never cuts off in silence.

The numbers are far above what people draw (largest known file 1 MB and 1,153 cells, longest style 325 kB, nesting 8) and low
enough that the worst accepted file is read within seconds and a few hundred megabytes.
"""

from __future__ import annotations

FILE_BYTES = 32 * 1024 * 1024
"""Greatest size of a file that is read as a diagram; a larger one is refused before it is read into memory."""
INFLATED_BYTES = 32 * 1024 * 1024
"""Greatest size of everything compressed inside one file, after inflating."""
PNG_BYTES = 256 * 1024 * 1024
"""Greatest size of a PNG file that a diagram is put into; exported pictures can be that large."""
PNG_CHUNKS = 100_000
"""Greatest number of chunks of a PNG file."""
XML_DEPTH = 64
"""Deepest nesting of elements; the deepest a diagram needs is seven."""
XML_NODES = 400_000
"""Greatest number of elements, comments and processing instructions in one file, compressed pages included."""
XML_TEXT_BYTES = 32 * 1024 * 1024
"""Greatest number of characters in attributes and text of one file."""
XML_NAME_CHARS = 1_000
"""Longest name of an element or an attribute."""
XML_ATTRIBUTES = 1_000
"""Greatest number of attributes of one element."""
STYLE_CHARS = 16 * 1024 * 1024
"""Longest style of one cell; pictures are kept in styles."""
STYLE_KEYS = 2_000
"""Greatest number of keys in one style."""
LABEL_CHARS = 1_000_000
"""Longest label of one cell as the file has it, markup included."""
LABEL_DEPTH = 100
"""Deepest nesting of markup in a label; what lies deeper is read as if it lay there."""
LABEL_ELEMENTS = 20_000
"""Greatest number of elements of one label whose marks are read; from there on only their text counts."""
LABELS_CHARS = 8 * 1024 * 1024
"""Greatest length of all labels of one file together."""
LABEL_RUNS = 20_000
"""Greatest number of differently marked stretches in one label; from there on marks are left out."""
PAGES = 1_000
"""Greatest number of pages of one file."""
CELLS = 100_000
"""Greatest number of cells (shapes, connectors and layers) of one file."""
WAYPOINTS = 10_000
"""Greatest number of way points of one connector."""
CELL_ID_CHARS = 256
"""Longest id of a cell that becomes part of our own id; longer ones are hashed."""
PARENTS = 100
"""Deepest nesting of shapes in shapes that is followed when placeholders look for a value."""
