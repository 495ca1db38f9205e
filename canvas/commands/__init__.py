"""User intents: gather, call a kernel, apply one plan.

May import `canvas.editor` and below. Called by `canvas.tools` and `app`.
"""
