"""Replication of the documents of one workspace among devices, as pure machines: events in, effects out.

Purpose: decide what counts, in which order, and what is sent when; no I/O, no clock, no document library.
May import: ``sync.crypto``, ``sync.protocol``, ``sync.errors`` and the standard library.
Called by: ``sync.runtime``, which carries out the effects, and ``sync.store``, which keeps the rows of ``records``.

One ``WorkspaceEngine`` per workspace, used by one thread::

    engine = WorkspaceEngine(identity, stored_workspace, merge, chance)
    for effect in engine.handle(event, now): ...        # events.py -> effects.py

``now`` is in seconds of a monotonic clock. The surroundings carry out effects in order and tell what came of them:
``Persist`` -> ``Persisted``, ``ReadEnvelopes`` -> ``EnvelopesRead``, ``TakeSnapshot`` -> ``SnapshotTaken``, ``WakeAt`` ->
``Tick``. Nothing leaves, and nothing is applied, before what it needs is durable: the engine itself waits for
``Persisted`` before it asks for it. ``LinkUp`` comes after ``handshake`` proved who is there; every other frame of the
link goes to the engine of its workspace (``documents`` tells which documents are its own). ``merge`` merges updates of
one client, in order, to one, and any updates to a whole state.

Overview::

    workspace    WorkspaceEngine: the facade; state, documents, handle
    events       what happened
    effects      what to do
    records      rows to keep, and what the library gives back at the start
    intents      changes of the workspace that a person can ask for
    handshake    hello and proof of the own key, both sides of a link
    replica      one document: inbox, own chains, rebuilding
    session      one document over one link: join, catch up, live, again
    snapshots    when to make one, which to start from, what is confirmed
    membership_log, sequencer, drafting, proposals   the membership log on the client's side
    keyring      keys from boxes, previous keys and bridges
    commits      what waits for which rows to be durable
    inbox        receive, log_advanced, keys_changed, wrote -> findings
    chain_book   how far each chain is accepted; forks
    readiness    whether an update's references are there
    catch_up     chains_of, missing_there, portions: what to bring to whom
    outbox       Outbox: own edits from plain to sealed to acknowledged
    presence     PresenceRoom: the last word of each sender, and when he is gone
    backoff      waiting before the next try
"""
