"""Cryptography of devices, chains and keys: bytes in, bytes out.

Purpose: keys, and everything that is sealed or signed with them, on one library (pyca/cryptography). What checks raises;
nothing answers with a truth value that could be forgotten. Secrets are never in a representation, an error or a log, and
every sealed thing starts with its version. The normative text is ``docs/spec/crypto.md``, with test vectors.
May import: ``sync.protocol``, ``sync.errors``, cryptography and the standard library.
Called by: ``sync.engine``, ``sync.store`` and what stands above them.

Overview::

    identity         DeviceIdentity: generate_identity, identity_from_seeds, admit_device (consent)
    recovery         the recovery code and its paper device
    epoch            EpochKey, commitment, document_key, seal_previous/open_previous, seal_bridge/open_bridge
    key_wrap         boxes: seal_epoch_box, open_epoch_box (checks the commitment), seal_document_box, open_document_box
    envelope         chain_key, seal_update with ChainTip, seal_beside_chain, open_envelope
    sealed_card      seal_card, open_card
    sealed_presence  presence_key, PresenceKey.seal, PresenceKey.open
    signed_message   sign_message, verify_message: who wrote a message of a discussion
    sealed_signal    seal_signal, open_signal, check_fingerprint
    invite           invite_keys, format_invite, parse_invite
    share_link       new_share_key, seal_shared, open_shared, fragments
    safety_number    sixty digits for two people to compare
    pairing          six digits for two devices in one room
    passphrase       the key of a library without a keyring
    kdf              derive: HKDF with a context
"""
