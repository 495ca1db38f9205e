"""An open page: document, selection, camera and clipboard, without any toolkit.

May import `canvas.scene` and below. Called by `canvas.commands` and `canvas.tools`.
"""
