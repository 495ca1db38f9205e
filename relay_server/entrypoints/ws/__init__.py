"""The socket: a WebSocket protocol class of our own, plugged into uvicorn, and the conversation that runs over it.

Purpose: bytes of a transport to frames of ``sync.protocol`` and back, without an ASGI call, queue or task per message.
May import: ``relay_server.service`` and what lies below it, ``entrypoints.http.client_address``, uvicorn, websockets.
Called by: uvicorn, which is given the class by ``relay_server.bootstrap``.
"""
