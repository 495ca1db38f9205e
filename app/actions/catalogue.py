r"""The actions of the desktop program with their default keys.

Keys are in Qt's portable notation. A key that exists only on / \\ [ ] is never an action's only one, since many layouts lack it, and no
Alt+letter is used at all, because Qt goes dead on one that a menu title uses in some language.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user can do.

    Attributes:
        id: "area.verb", stable: keymaps and the session refer to it.
        title: English source text; translated when shown (context "Actions").
        shortcuts: default keys, the first is the one shown.
        icon: Lucide icon name, or "".
        checkable: whether it is a state that can be on or off.
        canvas_only: its keys mean something else in a text field, so they count only while the canvas has the keyboard.
    """

    id: str
    title: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    canvas_only: bool = False

    @property
    def area(self) -> str:
        """The part of the id before the dot: the menu it belongs to."""
        return self.id.partition(".")[0]


FILE = (
    Action("file.home", "Go to home", ("Ctrl+Shift+H",), "layout-grid"),
    Action("file.new", "New diagram", ("Ctrl+N",), "plus"),
    Action("file.new_from_template", "New from template…", ("Ctrl+Shift+N",), "layout-template"),
    Action("file.open", "Open file…", ("Ctrl+O",), "folder-open"),
    Action("file.save", "Save now", ("Ctrl+S",), "save"),
    Action("file.save_as", "Save a copy as…", ("Ctrl+Shift+S",), "save-all"),
    Action("file.save_template", "Save as template…", (), "bookmark-plus"),
    Action("file.export", "Export…", ("Ctrl+Shift+E",), "file-output"),
    Action("file.export_bundle", "Export for another computer…", (), "package"),
    Action("file.open_bundle", "Open a file from another computer…", (), "package-open"),
    Action("file.share", "Share…", (), "users"),
    Action("file.join", "Join a diagram…", (), "log-in"),
    Action("file.sign_in", "Sign in to a relay…", (), "user-round"),
    Action("file.move", "Move to…", (), "folder-input"),
    Action("file.replay", "Build from its edits…", (), "list-restart"),
    Action("file.devices", "Devices and recovery code…", (), "laptop"),
    Action("file.relay_sees", "What the relay sees…", (), "eye"),
    Action("file.sign_out", "Sign out of the relay", (), "user-round-x"),
    Action("file.next_tab", "Next tab", ("Ctrl+Tab",), "arrow-right"),
    Action("file.previous_tab", "Previous tab", ("Ctrl+Shift+Tab",), "arrow-left"),
    Action("file.print", "Print…", ("Ctrl+P",), "printer"),
    Action("file.close_tab", "Close tab", ("Ctrl+W",), "x"),
    Action("file.backup", "Back up library…", (), "archive"),
    Action("file.settings", "Settings…", ("Ctrl+,",), "settings"),
    Action("file.quit", "Quit", ("Ctrl+Q",), "log-out"),
)

EDIT = (
    Action("edit.undo", "Undo", ("Ctrl+Z",), "undo-2"),
    Action("edit.redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    Action("edit.cut", "Cut", ("Ctrl+X",), "scissors"),
    Action("edit.copy", "Copy", ("Ctrl+C",), "copy"),
    Action("edit.paste", "Paste", ("Ctrl+V",), "clipboard"),
    Action("edit.paste_here", "Paste here", (), "clipboard"),
    Action("edit.duplicate", "Duplicate", ("Ctrl+D",), "copy-plus"),
    Action("edit.delete", "Delete", ("Del", "Backspace"), "trash-2", canvas_only=True),
    Action("edit.select_all", "Select all", ("Ctrl+A",), "box-select"),
    Action("edit.select_none", "Select nothing", ("Ctrl+Shift+A",), ""),
    Action("edit.select_next", "Select next shape", ("Tab",), "", canvas_only=True),
    Action("edit.select_previous", "Select previous shape", ("Shift+Tab",), "", canvas_only=True),
    Action("edit.text", "Edit text", ("Return", "F2"), "type", canvas_only=True),
    Action("edit.find", "Find and replace…", ("Ctrl+F",), "search"),
    Action("edit.find_next", "Find next", ("F3",), "arrow-down"),
    Action("edit.find_previous", "Find previous", ("Shift+F3",), "arrow-up"),
    Action("edit.same_fill", "Select same fill", (), "paint-bucket"),
    Action("edit.same_stroke", "Select same outline", (), "square-dashed"),
    Action("edit.same_kind", "Select same kind", (), "shapes"),
    Action("edit.same_text", "Select same text style", (), "type"),
    Action("edit.same_all", "Select all alike", ("Ctrl+Alt+A",), "copy-check"),
    Action("edit.link", "Link…", ("Ctrl+Alt+K",), "link"),
    Action("edit.open_link", "Open link", (), "external-link"),
    Action("edit.tags", "Tags…", (), "tag"),
)

INSERT = (
    Action("insert.table", "Table…", (), "table"),
    Action("insert.pool", "Pool with lanes", (), "rows-3"),
)

TABLE = (
    Action("table.row_above", "Insert row above", (), "between-horizontal-start"),
    Action("table.row_below", "Insert row below", (), "between-horizontal-end"),
    Action("table.column_before", "Insert column before", (), "between-vertical-start"),
    Action("table.column_after", "Insert column after", (), "between-vertical-end"),
    Action("table.move_up", "Move row up", (), "arrow-up"),
    Action("table.move_down", "Move row down", (), "arrow-down"),
    Action("table.move_back", "Move column back", (), "arrow-left"),
    Action("table.move_on", "Move column on", (), "arrow-right"),
    Action("table.delete_row", "Delete row", (), "trash-2"),
    Action("table.delete_column", "Delete column", (), "trash-2"),
    Action("table.merge", "Merge cells", (), "table-cells-merge"),
    Action("table.split", "Split cell", (), "table-cells-split"),
    Action("table.header", "Header row", (), "table-properties", checkable=True),
)

LANE = (
    Action("lane.add", "Add lane", (), "plus"),
    Action("lane.back", "Move lane back", (), "arrow-up"),
    Action("lane.on", "Move lane on", (), "arrow-down"),
    Action("lane.delete", "Delete lane", (), "trash-2"),
)

ARRANGE = (
    Action("arrange.group", "Group", ("Ctrl+G",), "group"),
    Action("arrange.ungroup", "Ungroup", ("Ctrl+Shift+G", "Ctrl+Shift+U"), "ungroup"),
    Action("arrange.take_out", "Take out of group", (), "square-arrow-out-up-right"),
    Action("arrange.collapse", "Collapse or expand", ("Ctrl+Home",), "chevrons-down-up"),
    Action("arrange.clip", "Clip content", (), "scissors-line-dashed", checkable=True),
    Action("arrange.front", "Bring to front", ("Ctrl+Shift+]", "Ctrl+Shift+F"), "bring-to-front"),
    Action("arrange.forward", "Bring forward", ("Ctrl+]", "Ctrl+Alt+Up"), "move-up"),
    Action("arrange.backward", "Send backward", ("Ctrl+[", "Ctrl+Alt+Down"), "move-down"),
    Action("arrange.back", "Send to back", ("Ctrl+Shift+[", "Ctrl+Shift+B"), "send-to-back"),
    Action("arrange.align_left", "Align left", ("Ctrl+Shift+Left",), "align-start-vertical"),
    Action("arrange.align_center", "Align centre", (), "align-center-vertical"),
    Action("arrange.align_right", "Align right", ("Ctrl+Shift+Right",), "align-end-vertical"),
    Action("arrange.align_top", "Align top", ("Ctrl+Shift+Up",), "align-start-horizontal"),
    Action("arrange.align_middle", "Align middle", (), "align-center-horizontal"),
    Action("arrange.align_bottom", "Align bottom", ("Ctrl+Shift+Down",), "align-end-horizontal"),
    Action("arrange.distribute_h", "Distribute horizontally", (), "align-horizontal-space-around"),
    Action("arrange.distribute_v", "Distribute vertically", (), "align-vertical-space-around"),
    Action("arrange.same_width", "Same width", (), "move-horizontal"),
    Action("arrange.same_height", "Same height", (), "move-vertical"),
    Action("arrange.same_size", "Same size", (), "scaling"),
    Action("arrange.turn_right", "Turn by 90°", (), "rotate-cw"),
    Action("arrange.turn_left", "Turn back by 90°", (), "rotate-ccw"),
    Action("arrange.flip_h", "Flip horizontally", ("Shift+H",), "flip-horizontal-2"),
    Action("arrange.flip_v", "Flip vertically", ("Shift+V",), "flip-vertical-2"),
    Action("arrange.crop", "Crop picture", (), "crop"),
    Action("arrange.uncrop", "Remove crop", (), ""),
    Action("arrange.lock", "Lock or unlock", ("Ctrl+Shift+L",), "lock"),
)

LAYOUT = (
    Action("layout.layered", "Layered, top to bottom", (), "network"),
    Action("layout.layered_right", "Layered, left to right", (), "workflow"),
    Action("layout.tree", "Tree", (), "list-tree"),
    Action("layout.org_chart", "Organisation chart", (), "users"),
    Action("layout.radial", "Radial", (), "radius"),
    Action("layout.force", "Organic", (), "waypoints"),
    Action("layout.tidy", "Tidy up", ("Ctrl+Alt+T",), "layout-dashboard"),
)

CONNECTOR = (
    Action("connector.avoid", "Run around shapes", (), "route", checkable=True),
    Action("connector.straight", "Straight line", (), "slash", checkable=True),
    Action("connector.orthogonal", "Orthogonal line", (), "corner-down-right", checkable=True),
    Action("connector.curved", "Curved line", (), "spline", checkable=True),
    Action("connector.elbow", "Elbow line", (), "corner-right-down", checkable=True),
    Action("connector.entity", "Entity relation line", (), "unplug", checkable=True),
    Action("connector.isometric", "Isometric line", (), "box", checkable=True),
    Action("connector.swap", "Reverse direction", ("Ctrl+Alt+R",), "arrow-left-right"),
    Action("connector.straighten", "Remove bends", (), "eraser"),
    Action("connector.add_label", "Add label to connector", ("Ctrl+Alt+L",), "text-cursor-input"),
    Action("connector.add_right", "Add connected shape on the right", ("Ctrl+Right",), "arrow-right", canvas_only=True),
    Action("connector.add_left", "Add connected shape on the left", ("Ctrl+Left",), "arrow-left", canvas_only=True),
    Action("connector.add_up", "Add connected shape above", ("Ctrl+Up",), "arrow-up", canvas_only=True),
    Action("connector.add_down", "Add connected shape below", ("Ctrl+Down",), "arrow-down", canvas_only=True),
    Action(
        "connector.walk_right",
        "Go to the connected shape on the right",
        ("Alt+Right", "Alt+Shift+Right"),
        "",
        canvas_only=True,
    ),
    Action(
        "connector.walk_left",
        "Go to the connected shape on the left",
        ("Alt+Left", "Alt+Shift+Left"),
        "",
        canvas_only=True,
    ),
    Action("connector.walk_up", "Go to the connected shape above", ("Alt+Up", "Alt+Shift+Up"), "", canvas_only=True),
    Action(
        "connector.walk_down", "Go to the connected shape below", ("Alt+Down", "Alt+Shift+Down"), "", canvas_only=True
    ),
    Action("connector.reset_ports", "Reset connection points", (), "rotate-ccw"),
)

STYLE = (
    Action("style.bold", "Bold", ("Ctrl+B",), "bold"),
    Action("style.italic", "Italic", ("Ctrl+I",), "italic"),
    Action("style.underline", "Underline", ("Ctrl+U",), "underline"),
    Action("style.strike", "Strike through", ("Ctrl+Shift+X",), "strikethrough"),
    Action("style.superscript", "Superscript", (), "superscript"),
    Action("style.subscript", "Subscript", (), "subscript"),
    Action("style.code", "Code", (), "code"),
    Action("style.bullets", "Bulleted list", ("Ctrl+Shift+8",), "list"),
    Action("style.numbers", "Numbered list", ("Ctrl+Shift+7",), "list-ordered"),
    Action("style.copy", "Copy style", ("Ctrl+Alt+C",), "paintbrush"),
    Action("style.paste", "Paste style", ("Ctrl+Alt+V",), "paint-roller"),
    Action("style.save_named", "Save as a named style…", (), "bookmark-plus"),
    Action("style.set_default", "Use this style for new shapes", (), "pin"),
    Action("style.reset_default", "Reset the style of new shapes", (), "rotate-ccw"),
    Action("style.palette", "Change palette…", (), "swatch-book"),
)

VIEW = (
    Action("view.zoom_in", "Zoom in", ("Ctrl+=", "Ctrl++"), "zoom-in"),
    Action("view.zoom_out", "Zoom out", ("Ctrl+-",), "zoom-out"),
    Action("view.zoom_100", "Zoom to 100 %", ("Ctrl+0",), ""),
    Action("view.fit", "Fit the page", ("Shift+1", "Home"), "maximize"),
    Action("view.fit_selection", "Fit the selection", ("Shift+2",), ""),
    Action("view.grid", "Show grid", ("Ctrl+'", "Ctrl+Alt+G"), "grid-3x3", checkable=True),
    Action("view.snap", "Snap to grid", (), "magnet", checkable=True),
    Action("view.snap_shapes", "Snap to shapes and guides", (), "magnet", checkable=True),
    Action("view.rulers", "Rulers", ("Shift+R",), "ruler", checkable=True),
    Action("view.guides", "Show guides", (), "ruler-dimension-line", checkable=True),
    Action("view.clear_guides", "Remove all guides", (), ""),
    Action("view.library", "Shape library", ("Ctrl+Shift+K",), "panel-left", checkable=True),
    Action("view.outline", "Outline", ("Ctrl+Shift+O",), "list-tree"),
    Action("view.inspector", "Inspector", ("Ctrl+Shift+I",), "panel-right", checkable=True),
    Action("view.summon", "Bring everyone here", (), "megaphone"),
    Action("view.present", "Present", ("F5",), "play"),
    Action("view.comments", "Comments", (), "message-square", checkable=True),
    Action("view.history", "Version history", (), "history", checkable=True),
    Action("view.minimap", "Map of the page", (), "map", checkable=True),
    Action("view.focus", "Hide everything but the canvas", ("F11", "Ctrl+."), "expand", checkable=True),
    Action("view.theme_light", "Light theme", (), "sun", checkable=True),
    Action("view.theme_dark", "Dark theme", (), "moon", checkable=True),
    Action("view.theme_system", "Follow the system's theme", (), "monitor", checkable=True),
    Action("view.toggle_theme", "Switch between light and dark", ("Ctrl+Shift+D",), "moon"),
)

PAGE = (
    Action("page.add", "Add page", (), "plus"),
    Action("page.rename", "Rename page", (), "pencil"),
    Action("page.duplicate", "Duplicate page", (), "copy"),
    Action("page.delete", "Delete page", (), "trash-2"),
    Action("page.next", "Next page", ("Ctrl+PgDown",), ""),
    Action("page.previous", "Previous page", ("Ctrl+PgUp",), ""),
)

TOOL = (
    Action("tool.select", "Select", ("V",), "mouse-pointer-2", checkable=True),
    Action("tool.hand", "Hand", ("H",), "hand", checkable=True),
    Action("tool.rect", "Rectangle", ("R",), "square", checkable=True),
    Action("tool.ellipse", "Ellipse", ("O",), "circle", checkable=True),
    Action("tool.diamond", "Diamond", ("D",), "diamond", checkable=True),
    Action("tool.connector", "Connector", ("A", "X"), "spline", checkable=True),
    Action("tool.line", "Line", ("L",), "minus", checkable=True),
    Action("tool.ports", "Edit connection points", ("Ctrl+Alt+P",), "circle-dot", checkable=True),
    Action("tool.text", "Text", ("T",), "type", checkable=True),
    Action("tool.note", "Note", ("N",), "sticky-note", checkable=True),
    Action("tool.frame", "Frame", ("F",), "frame", checkable=True),
    Action("tool.pen", "Pen", ("P",), "pencil", checkable=True),
    Action("tool.eraser", "Eraser", ("E",), "eraser", checkable=True),
    Action("tool.laser", "Laser pointer", ("K",), "wand", checkable=True),
    Action("tool.image", "Picture…", ("I",), "image"),
    Action("tool.comment", "Comment", ("C",), "message-circle"),
    Action("tool.keep", "Keep the tool", ("Q",), "pin", checkable=True),
)

HELP = (
    Action("help.palette", "Find a command…", ("Ctrl+K", "Ctrl+Shift+P"), "search"),
    Action("help.shortcuts", "Keyboard shortcuts", ("?", "F1"), "keyboard"),
    Action("help.about", "About AIO Canvas", (), "info"),
)

ALL: tuple[Action, ...] = (
    *FILE,
    *EDIT,
    *INSERT,
    *TABLE,
    *LANE,
    *ARRANGE,
    *LAYOUT,
    *CONNECTOR,
    *STYLE,
    *VIEW,
    *PAGE,
    *TOOL,
    *HELP,
)
BY_ID: dict[str, Action] = {action.id: action for action in ALL}
