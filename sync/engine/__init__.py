"""Replication of one document among devices, as pure machines: events in, effects out.

Purpose: decide what counts, in which order, and what is sent when; no I/O, no clock, no document library.
May import: ``sync.crypto``, ``sync.protocol``, ``sync.errors`` and the standard library.
Called by: ``sync.runtime``, which carries out the effects.

Overview::

    inbox        Inbox: receive, log_advanced, keys_changed, wrote -> effects
    effects      what the inbox asks for
    chain_book   how far each chain is accepted; forks
    readiness    whether an update's references are there
    catch_up     chains_of, missing_there, portions: what to bring to whom
    outbox       Outbox: own edits from plain to sealed to acknowledged
    presence     PresenceRoom: the last word of each sender, and when he is gone
    backoff      waiting before the next try
"""
