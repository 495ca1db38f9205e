"""Replication at work: one network thread, and bounded queues between it, the window's thread and the store's.

Purpose: own the event loop, feed the engine with what happened and carry out what it asks for, say truthfully what is up.
May import: everything else in ``sync`` and the standard library.
Called by: the composition root in ``app``. Only frozen messages and bytes cross between threads. Rules:
``docs/spec/runtime.md``.

Overview::

    network_thread   NetworkThread: start, run, stop
    handoff          Handoff: a bounded queue from one thread to another
    event_line       EventLine: what a window tells an engine
    loop_clock       the real clock of an event loop
    link_desk        LinkDesk: open links by name; sending, receiving, heartbeats
    workspace_run    WorkspaceRun: one workspace with its engine, its library and all of its paths
    relay_keeper     RelayKeeper: a workspace's relay, kept connected
    mesh_keeper      MeshKeeper: direct channels to those who show the same document
    known_rooms      KnownRooms: comes back into rooms of the local network
    bundle_link      take_bundle: a file as the other end of a link
    driver           WorkspaceDriver: events into the engine, effects out of it
    row_keeper       RowKeeper: the engine's rows into the library, in order, again if the disk refuses
    store_rows       StoreRows: that library, on the store thread
    wake_watch       notices that the machine slept or changed its network
    status           what is true of the paths, for the status line
"""
