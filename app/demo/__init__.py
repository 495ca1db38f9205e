"""The headless tour: real files, an encrypted library, a window offscreen, a killed process, exports; three editors at a relay.

May import everything of `app`. Run by `aio-canvas demo`; each act is a process of its own, because one of them is killed.
"""
