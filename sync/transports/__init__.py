"""Paths that carry frames: a relay's WebSocket, WebRTC between devices, a local network, bundles in files.

Purpose: open connections, prove who is at the other end, move frames with back-pressure; no knowledge of documents.
May import: ``sync.engine``, ``sync.crypto``, ``sync.protocol``, ``sync.errors``, websockets, aiortc, zeroconf and the
standard library.
Called by: ``sync.runtime``. Nothing here starts a task of its own: what has to run is a coroutine that the runtime's task
group runs, and cancelling it releases everything. Rules: ``docs/spec/transports.md``.

Overview::

    link           Link: what every path looks like; PathKind
    clock          time as a parameter
    mailbox        a bounded queue of frames with an end
    loopback       two ends in one process, for tests
    web_socket     a Link over a WebSocket
    greeting       HELLO, AUTH, WELCOME towards a relay
    relay_ws       open_relay
    relay_path     RelayPath: keeps a relay connected
    watched_link   reads along on a link
    webrtc         direct channels between two devices
    lan            rooms in a local network
    bundle         envelopes in a file
    bundle_merge   two copies of one diagram become one, with a report
"""
