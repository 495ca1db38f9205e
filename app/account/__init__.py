"""The account at a relay as the program sees it: who is signed in where, and what is true of it now. Logic only, no widgets.

May import sync and Qt's core; of sync what speaks HTTP only on demand (``line`` and ``beginning``), so that the first window loads nothing of
the network. app.dialogs.account, app.settings_dialog, app.workbench and app.bootstrap call it; start with ``desk``.
"""
