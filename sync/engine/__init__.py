"""Replication of the documents of one workspace among devices, as pure machines: events in, effects out.

Purpose: decide what counts, in which order, and what is sent when; no I/O, no clock, no document library.
May import: ``sync.crypto``, ``sync.protocol``, ``sync.errors`` and the standard library.
Called by: ``sync.runtime``, which carries out the effects, and ``sync.store``, which keeps the rows of ``records``.

One ``WorkspaceEngine`` per workspace, used by one thread::

    engine = WorkspaceEngine(identity, stored_workspace, merge, chance)
    for effect in engine.handle(event, now): ...        # events.py -> effects.py

``now`` is in seconds of a monotonic clock. The surroundings carry out effects in order and tell what came of them:
``Persist`` -> ``Persisted``, ``ReadEnvelopes`` -> ``EnvelopesRead``, ``TakeSnapshot`` -> ``SnapshotTaken``, ``ReadState`` ->
``StateRead``, ``WakeAt`` -> ``Tick``. Nothing of this device leaves, and nothing is acknowledged, before what it needs is durable: the
engine itself waits for ``Persisted`` before it asks for it. What others wrote is applied to what a window shows, and handed on by the
host of a room, once its rows were given out; the library stores them before anything later.

``LinkUp`` comes after HELLO, AUTH and WELCOME; every later frame of the link goes to the engine, for a link is of one workspace.
``merge`` merges updates, in order, to one that holds them all.

A relay answers LOG_GET, PROPOSE, BOXES_GET, CARDS_GET and CARDS on its socket like a device that orders the log, each answer
ending with an empty part. Of the surroundings it wants more only where it says STEP_UP: a proof of identity over HTTP.

Overview::

    workspace    WorkspaceEngine: the facade; state, documents, handle
    events       what happened
    effects      what to do
    records      rows to keep, and what the library gives back at the start
    intents      changes of the workspace that a person can ask for
    context      what all parts of one engine share
    replica      one document: what comes in, what is durable, what is told
    outcome      what a lot of envelopes led to
    rooms        the documents and sessions of one engine
    sharing      the first snapshot of a document
    card_desk, membership_desk, snapshot_desk  cards, the log and keys, snapshots
    card_writing  cards of people and workspaces, written and opened
    own_chains   own edits of one document, by writer
    rebuilding   building a document again from its envelopes
    session      one document over one link: join, catch up, live, again
    transfer     snapshots in parts
    presence_desk  who is in a document, told and heard
    snapshots    when to make one, which to start from, what is confirmed
    fork_desk    proofs that chains ended
    set_aside    what refers to what does not count
    refusals     what a refused append means
    starting_anew  the successor of a diagram that cannot be built any more
    handing_over  a log with its boxes, for another sequencer
    membership_log, proposals, drafting, bodies, entering, sequencer   the membership log on the client's side
    keyring      keys from boxes, previous keys and bridges
    commits      what waits for which rows to be durable
    inbox        receive, log_advanced, keys_changed, wrote -> findings
    chain_book   how far each chain is accepted; forks
    readiness    whether an update's references are there
    catch_up     held_chains, other_pasts, missing_there, portions: what to bring to whom
    outbox       Outbox: own edits from plain to sealed to acknowledged
    presence     PresenceRoom: the last word of each sender, and when he is gone
    backoff      waiting before the next try
"""
