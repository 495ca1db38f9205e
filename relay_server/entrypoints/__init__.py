"""Where the outside reaches the relay: HTTP, the WebSocket (plugged into the same port) and the command line.

Purpose: turn requests into calls of ``service`` and results and errors into answers; no rule of the product lives here.
May import: ``relay_server.service`` and what lies below it, never ``relay_server.adapters``.
Called by: ``relay_server.bootstrap``, which hands in the environment.
"""
