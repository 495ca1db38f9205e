"""The headless tour: real files, a throw-away encrypted library, a real window offscreen, a killed process, exports.

May import everything of `app`. Run by `aio-canvas demo`; each act is a process of its own, because one of them is killed.
"""
