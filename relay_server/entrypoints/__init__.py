"""Where the outside reaches the relay: the command line now; HTTP and WebSocket with the relay itself.

May import `relay_server.service` and what lies below it, never `relay_server.adapters`. Started by the `aio-relay` script.
"""
