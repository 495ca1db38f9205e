"""Dialogs: passphrase, errors, export, confirmations, about.

Views only: they are given plain data and return or signal what the user decided. They import PySide6, `app.theme`, `app.widgets`, `app.errors`
and `app.exporting.options`. All texts are plain text, since file names and messages come from elsewhere. Opened by the windows.
"""
