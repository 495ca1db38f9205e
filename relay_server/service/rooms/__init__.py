"""Live documents: rooms in the event loop, one thread that commits, readers beside them.

Purpose: what the socket calls between a frame that came in and the frames that go out. Unlike the use cases beside it, nothing
here blocks the loop: what reads or writes the database runs in threads. Nothing here opens an envelope, and no document is
held in memory.
May import: ``relay_server.ports`` and what lies below it.
Called by: ``entrypoints.ws``; ``bootstrap`` builds the hub.
"""
