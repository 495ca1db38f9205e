"""Routes, one module per area; each has a ``ROUTER`` that ``app`` mounts under /api/v1."""
