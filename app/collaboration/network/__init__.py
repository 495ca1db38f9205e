"""Workspaces at work: what joins the window, the library and the network thread. Qt's core only, no widgets.

May import canvas.model, sync and the rest of app.collaboration; app.bootstrap and app.workbench call it.
"""
