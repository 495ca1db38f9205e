"""The dialogs with which a diagram is shared and a shared one is joined.

May import app.collaboration's data, app.widgets and app.dialogs.frame; app.workbench opens them.
"""
