"""The membership log of a workspace: signed operations in one order, folded by one pure function.

Purpose: say who is in a workspace, with which devices, roles, keys and diagrams, from nothing but the log.
May import: the rest of ``sync.protocol``.
Called by: the relay (as sequencer and at every request), ``sync.engine`` (at every envelope), ``sync.account``.

Overview::

    operations   Operation and its 25 bodies, plain data
    codec        encode_operation, decode_operation: one encoding each
    entry        LogEntry, head_of, head_message (what the sequencer signs), workspace_id
    fold         fold(entries), apply_entry(state, entry): trusts nobody
                 refold(entries): out of one's own store, where fold put them; skips signatures
                 apply_operation(state, operation, signature): the sequencer asks whether it may stand next
    state        WorkspaceState: members, devices, diagrams, scopes, invites, links, as they are and were
    access       role_of, diagram_role, may, may_write, place_of, scope_of, live_devices, reads_scope

A sequencer: decode, compare ``operation.previous`` with the head (else ``HeadMoved``), compare its time with the own
clock, ``apply_operation``, check the boxes, store operation and boxes in one transaction, sign
``head_message(workspace, state.seq, state.head)`` in the context ``signing.HEAD``, hand out the ``LogEntry``.
"""
