"""Direct channels between two devices (WebRTC data channels through aiortc).

Purpose: agree on a channel by sealed and signed messages, bind its certificate to the device, carry frames over it.
May import: what ``sync.transports`` may. ICE servers are those that the user named, never the library's default.
Called by: ``sync.runtime``, through ``mesh``. Rules TRA-20 to TRA-37.

Overview::

    parts           frames as messages of a channel: parts, credit, the goodbye
    data_channel    DataChannelLink: a Link over a data channel
    ice             IceSettings: which servers may be asked
    signal_session  sealing, opening and counting the messages of one attempt
    negotiation     offer_channel, answer_channel
    peer_channel    PeerChannel: the channel to one device, opened again and again
    mesh            Mesh: a channel to everybody in a room, up to eight
"""
