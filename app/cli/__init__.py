"""The command line `aio-canvas`: works without a display and shows no widgets.

May import everything below `app`, and of `app` only what has no widgets. Qt is loaded only by the commands that paint.
"""
