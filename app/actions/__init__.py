"""Everything a user can do, by name: titles, default shortcuts, and the registry that ties them to handlers.

May import QtGui (QAction) besides the standard library. Used by menus, the tool rail, the palette and the shortcuts sheet, all of which
ask the registry, so that a command is described once.
"""
