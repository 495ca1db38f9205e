"""Templates for plans, ideas, screens and rooms."""

from __future__ import annotations

from sheet import Sheet


def mind_map() -> Sheet:
    """Return a mind map."""
    s = Sheet()
    s.title("Mind map", "A product launch")
    middle = s.add("mindmap.central", 380, 190, 190, 64, "Launch")
    curved = {"end_arrow": "none", "curved": True, "stroke_width": 2.0}
    for left, y, look, name, subs in (
        (False, 20, "blue", "Product", ("Last bugs", "Help pages", "Prices")), (False, 290, "green", "Market", ("Press", "Partners", "Fair in May")),
        (True, 20, "orange", "Team", ("Who decides", "On call")), (True, 290, "purple", "Risks", ("Delay", "Servers", "Support load")),
    ):  # fmt: skip
        x = 200 if left else 620
        topic = s.add(f"mindmap.topic_{look}", x, y + 40, label=name)
        s.line(middle, topic, exit=(0 if left else 1, 0.5), entry=(1 if left else 0, 0.5), **curved)
        for n, sub in enumerate(subs):
            leaf = s.add("mindmap.sub", 0 if left else 830, y + 48 * n - 10, 130, 36, sub)
            s.line(topic, leaf, exit=(0 if left else 1, 0.5), entry=(1 if left else 0, 0.5), **curved)
    return s


def roadmap() -> Sheet:
    """Return a roadmap of four quarters."""
    s = Sheet()
    s.title("Roadmap", "Four quarters, three teams")
    for n in range(4):
        s.add(
            "arrows.chevron_first" if n == 0 else "arrows.chevron",
            150 + 220 * n,
            0,
            220,
            46,
            f"Quarter {n + 1}",
            look="dark bold",
        )
    for k, (team, look, bars) in enumerate(
        (
            ("Editor", "blue", ((0, 2, "Layers and pages"), (2, 1.4, "Templates"))),
            ("Together", "green", ((0.5, 1.5, "Live cursors"), (2.1, 1.7, "Comments"))),
            ("Platform", "orange", ((0, 1.2, "Installers"), (1.4, 2.2, "Plug-ins"))),
        )
    ):
        y = 70 + 110 * k
        lane = s.add("containers.lane_row", 0, y, 1030, 100, team)
        for at, length, name in bars:
            s.box(name, 150 + 220 * at, 26, 220 * length - 12, 48, f"{look} round", lane)
    for x, y, name in ((590, 410, "Beta"), (1020, 410, "1.0")):
        s.add("more.milestone", x - 15, y, label=name)
    return s


def kanban() -> Sheet:
    """Return a board with four columns."""
    s = Sheet()
    s.title("Kanban board", "What waits, what moves, what is done")
    for n, (name, look, cards) in enumerate(
        (
            ("To do", "grey", ("Write help", "New icons", "Ask five users")),
            ("Doing", "blue", ("Search", "Dark theme")),
            ("Review", "yellow", ("Export",)),
            ("Done", "green", ("Set-up", "Import", "Tabs")),
        )
    ):
        lane = s.add("containers.card", 230 * n, 0, 214, 400, name, look=look)
        s.set(lane, {"style.shadow": False, "param.swimlane_fill_color": "#fafafb"})
        for k, card in enumerate(cards):
            s.box(card, 14, 52 + 84 * k, 186, 70, "white round small left top", lane)
    return s


def timeline() -> Sheet:
    """Return a time line with six events."""
    s = Sheet()
    s.title("Time line", "How it went")
    s.add("arrows.right", 0, 150, 980, 40, "", look="indigo")
    for n, (when, what, look) in enumerate(
        (
            ("January", "First sketch", "blue"),
            ("March", "Team of three", "green"),
            ("May", "Prototype", "yellow"),
            ("July", "First users", "orange"),
            ("September", "New office", "purple"),
            ("November", "Version 1", "red"),
        )
    ):
        x = 30 + 150 * n
        up = n % 2 == 0
        s.box(f"{when}\n{what}", x, 20 if up else 250, 140, 70, f"{look} round small")
        s.free_line((x + 70, 90 if up else 250), (x + 70, 170))
        s.add("ellipse", x + 62, 162, 16, 16, "", look="white", stroke="#5b5bd6", stroke_width=3.0)
    return s


def gantt() -> Sheet:
    """Return a plan with bars over weeks."""
    s = Sheet()
    s.title("Gantt chart", "Eight weeks to a new web site")
    for n in range(8):
        s.box(f"Week {n + 1}", 180 + 90 * n, 0, 90, 32, "grey square small")
    for k, (name, at, length, look) in enumerate(
        (
            ("Interviews", 0, 1.5, "blue"),
            ("Sketches", 1, 2, "purple"),
            ("Texts", 2, 2.5, "orange"),
            ("Build", 3, 3.5, "green"),
            ("Try out", 5.5, 1.5, "yellow"),
            ("Move", 7, 0.8, "red"),
        )
    ):
        y = 32 + 46 * k
        s.box(name, 0, y, 180, 46, "white square left small")
        s.box("", 180, y, 720, 46, "white square", stroke="#dfe1e7")
        s.box("", 180 + 90 * at + 4, y + 10, 90 * length - 8, 26, f"{look} round")
    s.add("more.milestone", 180 + 90 * 8 - 15, 320, label="Open")
    return s


def wireframe_web() -> Sheet:
    """Return a landing page in a browser."""
    s = Sheet()
    s.title("Web page", "The landing page of a shop")
    page = s.add("wireframe.browser", 0, 0, 760, 560, "https://shop.example")
    s.add("wireframe.nav", 0, 40, 760, 48, parent=page)
    s.text("Good things for the desk", 40, 116, 330, 36, "bare left title", page)
    s.add("wireframe.lines", 40, 166, 300, 66, parent=page)
    s.add("wireframe.button_primary", 40, 256, 120, 36, "Look around", parent=page)
    s.add("wireframe.button", 172, 256, 100, 36, "Read more", parent=page)
    s.add("wireframe.image_scene", 420, 112, 300, 190, parent=page)
    for n in range(3):
        s.add("wireframe.card", 40 + 240 * n, 322, parent=page, labels={"t": ("Lamp", "Chair", "Plant")[n]})
    return s


def wireframe_mobile() -> Sheet:
    """Return three screens of an app."""
    s = Sheet()
    s.title("App screens", "Sign in, choose, pay")
    screens = [s.add("wireframe.phone", 280 * n, 0, 220, 440) for n in range(3)]
    s.add("wireframe.avatar", 82, 60, 56, 56, parent=screens[0])
    for n, name in enumerate(("Email", "Password")):
        s.add("wireframe.field", 24, 150 + 50 * n, 172, 36, name, parent=screens[0])
    s.add("wireframe.button_primary", 24, 260, 172, 38, "Sign in", parent=screens[0])
    s.add("wireframe.link", 60, 306, 100, 24, "Forgotten?", look="center", parent=screens[0])
    s.add("wireframe.search", 24, 50, 172, 34, "Search", parent=screens[1])
    s.add("wireframe.list", 24, 100, 172, 200, parent=screens[1])
    s.add("wireframe.pagination", 24, 316, 172, 30, parent=screens[1])
    s.text("Your cart", 24, 50, 172, 30, "bare left bold large", screens[2])
    for n, name in enumerate(("Lamp", "Plant")):
        s.add("wireframe.checkbox_on", 24, 100 + 40 * n, 150, 28, name, parent=screens[2])
    s.add("wireframe.separator", 24, 186, 172, 10, parent=screens[2])
    s.add("wireframe.button_primary", 24, 380, 172, 38, "Pay", parent=screens[2])
    s.chain(screens)
    return s


def sitemap() -> Sheet:
    """Return the pages of a web site."""
    s = Sheet()
    s.title("Site map", "Pages of a web site and how they hang together")
    home = s.box("Home", 380, 0, 140, 50, "indigo round bold")
    plain = {"end_arrow": "none", "exit": (0.5, 1), "entry": (0.5, 0)}
    for n, (name, look, subs) in enumerate(
        (
            ("Products", "blue", ("Lamps", "Chairs", "Plants")),
            ("About", "green", ("Team", "Jobs")),
            ("Help", "orange", ("Questions", "Delivery", "Contact")),
            ("Account", "purple", ("Orders", "Settings")),
        )
    ):
        x = 240 * n
        part = s.box(name, x + 10, 120, 160, 46, f"{look} round bold")
        s.line(home, part, **plain)
        for k, sub in enumerate(subs):
            leaf = s.box(sub, x + 40, 200 + 58 * k, 130, 40, "white round small")
            s.line(part, leaf, end_arrow="none", exit=(0.1, 1), entry=(0, 0.5))
    return s


def floor_plan() -> Sheet:
    """Return a small flat."""
    s = Sheet()
    s.title("Floor plan", "A flat of two rooms")
    s.add("floorplan.room", 0, 0, 700, 460, look="dark")
    for entry, x, y, w, h in (
        ("floorplan.wall", 10, 220, 250, 10), ("floorplan.wall", 340, 220, 350, 10), ("floorplan.window", 80, 0, 140, 10), ("floorplan.window", 430, 0, 140, 10),
        ("floorplan.window", 440, 450, 140, 10), ("floorplan.bed_double", 30, 30, 130, 150), ("floorplan.dresser", 190, 20, 140, 46),
        ("floorplan.couch", 500, 255, 150, 80), ("floorplan.floor_lamp", 650, 255, 30, 30), ("floorplan.flat_tv", 530, 430, 90, 14),
        ("floorplan.plant", 640, 395, 46, 46), ("floorplan.bathtub", 470, 20, 200, 70), ("floorplan.toilet", 400, 20, 48, 62), ("floorplan.sink_2", 600, 170, 56, 40),
        ("floorplan.range_1", 30, 385, 56, 62), ("floorplan.sink_1", 100, 400, 64, 46), ("floorplan.refrigerator", 180, 385, 60, 62),
    ):  # fmt: skip
        s.add(entry, x, y, w, h, look="dark" if "wall" in entry else "white")
    s.add("aio.floorplan.table_four", 50, 250, 120, 110)
    s.box("", 360, 10, 10, 130, "dark square")
    for name, x, y in (("Bedroom", 180, 110), ("Bath", 480, 130), ("Living", 330, 320)):
        s.text(name, x, y, 110, 28, "bare bold center")
    return s


def retrospective() -> Sheet:
    """Return a board for looking back."""
    s = Sheet()
    s.title("Retrospective", "What to keep, to change and to try")
    for n, (name, look, notes) in enumerate(
        (
            ("Went well", "green", ("Short meetings", "Help for new people", "No night work")),
            ("Could be better", "red", ("Too many tools", "Late designs")),
            ("Try next", "blue", ("One day without meetings", "Pair on reviews")),
        )
    ):
        s.text(name, 300 * n + 10, 0, 260, 36, "bare left bold large")
        for k, note in enumerate(notes):
            s.add(
                f"containers.sticky_{look}", 300 * n + (0 if k % 2 == 0 else 140), 50 + 130 * (k // 2), 130, 116, note
            )
    return s


def story_map() -> Sheet:
    """Return a user story map."""
    s = Sheet()
    s.title("Story map", "What people do, and which step comes in which release")
    for n, (name, stories) in enumerate(
        (
            ("Find", ("Search by name", "Filter", "Save a search")),
            ("Choose", ("See pictures", "Compare", "Ask others")),
            ("Order", ("Pay by card", "Pay by bill", "Gift wrap")),
            ("Receive", ("Track parcel", "Send back", "Rate")),
        )
    ):
        x = 190 * n + 120
        s.box(name, x, 0, 170, 50, "indigo round bold")
        for k, story in enumerate(stories):
            s.box(story, x, 80 + 110 * k, 170, 70, ("yellow", "orange", "white")[k] + " square small")
    for k, name in enumerate(("Release 1", "Release 2", "Later")):
        s.text(name, 0, 95 + 110 * k, 110, 40, "bare left bold small")
        s.free_line((0, 70 + 110 * k), (870, 70 + 110 * k), dash="dashed")
    return s
