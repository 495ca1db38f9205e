"""The ``aio-relay`` command.

Purpose: arguments, output and exit codes (0 done, 1 failed, 2 wrong usage).
May import: ``relay_server.service`` and what lies below it; what needs adapters comes in through ``Program``.
Called by: ``relay_server.bootstrap``, which is what the ``aio-relay`` script runs.
"""
