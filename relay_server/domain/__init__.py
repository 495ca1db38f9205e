"""The relay's rules: what an account, a session, a second factor is and what may happen to it.

Purpose: frozen data and pure functions; no I/O, no clock, no randomness but what is passed in.
May import: ``relay_server.errors``, ``sync.protocol``, and pure libraries (pyotp, bcrypt, email-validator).
Called by: ``ports`` (for their types), ``service``, ``adapters``.
"""
