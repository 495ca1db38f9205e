"""A local network without a relay: a room in the host's app, found by its random name, entered by six digits or a code.

Purpose: announce and find rooms, prove to each other who is there, carry frames over TLS.
May import: what ``sync.transports`` may.
Called by: ``sync.runtime``. Rules TRA-40 to TRA-55.

Overview::

    announcement   what is said in the network: a random name, and a mark for those who hold the key
    discovery      saying it and hearing it (mDNS)
    certificate    a certificate for one room, and TLS with it
    meeting        commit, reveal, prove, decide: the same on both sides
    room           LanRoom: the host's side
    guest          enter_room: the guest's side
    admission      who the guest is, and what he enters
    ticket         what the host shows as a QR code instead of six digits
"""
