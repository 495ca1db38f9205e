"""Rules and byte formats that every party shares.

Purpose: what devices and relays say to each other and what they refuse; pure functions on bytes without I/O or clocks.
The normative text is ``docs/spec/protocol.md`` and ``docs/spec/membership.md``.
May import: the standard library, ``sync.errors`` and, of cryptography, only the check of an Ed25519 signature.
Called by: every other part of ``sync`` and by ``relay_server``.

Overview::

    errors         ProtocolError and its kinds; ErrorCode is what travels
    limits         every bound, in one place
    version        version numbers; negotiate
    signing        contexts of signatures; verify_signature raises
    weak_keys      public keys that hold no secret; check_signing_key, check_sealing_key
    device_entry   DeviceEntry, Admission (entry + consent); decode_entry, verify_admission
    chain          Chain (document, device, writer) and its Yjs client id
    documents      ids of a diagram's discussion and a workspace's index
    roles          Role, Permission, MATRIX, permits
    membership     the signed log: operations, fold, WorkspaceState, access (who may do what)
    envelope       EnvelopeHeader; parse_header, pack_header, verify_envelope, envelope_hash
    authorise      authorise(state, header): may this envelope count; authorise_reading: may this device join
    snapshot       what a snapshot and a confirmation hold once opened
    boxes          sealed keys of an operation; encode, hash, required_boxes, check_boxes(after, body, boxes)
    card           CardHeader; parse, verify_card, authorise_card, replaces
    frames         every frame of the socket, as data; auth_message (what AUTH signs)
    frame_codec    encode_frame, decode_frame(data, TO_RELAY or TO_CLIENT or EITHER_WAY); for the hot path read_append,
                   stored_item, ephemeral_item, batch_frame, ack_frame
    presence       Presence; encode_presence, decode_presence
    signalling     SignalHeader, SignalBody, fingerprint_of
    ledger         LedgerTree (RFC 9162), verify_inclusion, verify_consistency, signed heads
    fields, wire   the small codecs that the layouts are made of
    yupdate        structural check of a Yjs update before any decoder sees it

A relay appends: ``is_append`` and ``read_append``; ``parse_header``; compare its document with the frame's; ``authorise``;
if the envelope's device is not the connection's, ``verify_envelope`` with the device's key; compare counter and previous
with the chain's last (COUNTER_GAP, COUNTER_FORK, WRONG_PREVIOUS; the same bytes again are acknowledged again);
``stored_item``; after the commit ``ack_frame``. It never opens anything. ``tests/support/envelopes.py`` makes envelopes
and cards, ``tests/support/workspace.py`` logs, for tests on both sides.
"""
