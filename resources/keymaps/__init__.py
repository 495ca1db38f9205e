"""Keymaps as data: one JSON file each, {"title": ..., "keys": {action id: [keys]}}. Read by `app.actions.keymaps`; imports nothing."""
