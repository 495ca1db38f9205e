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
    device_entry   DeviceEntry, Admission (entry + consent); decode_entry, verify_admission
    chain          Chain (document, device, writer) and its Yjs client id
    documents      ids of a diagram's discussion and a workspace's index
    roles          Role, Permission, MATRIX, permits
    membership     the signed log: operations, fold, WorkspaceState, access (who may do what)
    yupdate        structural check of a Yjs update before any decoder sees it
"""
