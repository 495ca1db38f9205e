"""Presence: what this window tells others of its user, and what is shown of them. Nothing of it is ever stored.

Pure functions between an editor and `sync.protocol.presence`; `participation` alone has timers. Called by app.workbench.
"""
