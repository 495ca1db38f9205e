"""What the relay needs from outside, as Protocols: storage, time, mail, limits, messages between processes.

Purpose: the seams at which adapters are exchanged; contract suites in ``tests/contract/relay_server`` hold each to its words.
May import: ``relay_server.domain``, ``relay_server.errors``.
Called by: ``service`` (which uses them) and ``adapters`` (which implement them).
"""
