"""Templates for processes and organisations."""

from __future__ import annotations

from itertools import pairwise

from sheet import Sheet


def flowchart() -> Sheet:
    """Return a flow chart of a purchase."""
    s = Sheet()
    s.title("Flow chart", "Buying something for the office")
    start = s.add("flowchart.terminator", 145, 0, 130, 44, "Need arises")
    form = s.add("flowchart.data", 140, 90, 140, 60, "Fill in request")
    big = s.add("flowchart.decision", 130, 200, 160, 90, "More than 500?")
    boss = s.add("flowchart.step", 400, 215, 140, 60, "Ask the manager")
    yes = s.add("flowchart.decision", 395, 340, 150, 90, "Agreed?")
    order = s.add("flowchart.step", 140, 355, 140, 60, "Order")
    record = s.add("flowchart.database", 0, 345, 80, 80, "Orders")
    end = s.add("flowchart.terminator", 145, 480, 130, 44, "Goods arrive")
    no = s.add("flowchart.terminator", 405, 490, 130, 44, "Request refused", look="red")
    s.chain([start, form, big])
    s.line(big, boss, "yes")
    s.line(big, order, "no")
    s.line(boss, yes)
    s.line(yes, order, "yes")
    s.line(yes, no, "no")
    s.line(order, record, dash="dashed")
    s.line(order, end)
    return s


def swimlanes() -> Sheet:
    """Return a process across three roles."""
    s = Sheet()
    s.title("Process in swimlanes", "Who does what when a customer complains")
    pool = s.add("containers.lane_row", 0, 0, 900, 390, "Complaint")
    lanes = [
        s.add("containers.lane_row", 32, 130 * n, 868, 130, name, parent=pool)
        for n, name in enumerate(("Customer", "Support", "Engineering"))
    ]
    send = s.add("flowchart.terminator", 50, 43, 130, 44, "Complain", parent=lanes[0])
    happy = s.add("flowchart.terminator", 700, 43, 130, 44, "Read answer", parent=lanes[0])
    look = s.add("flowchart.step", 50, 35, 130, 60, "Look into it", parent=lanes[1])
    known = s.add("flowchart.decision", 245, 25, 130, 80, "Known?", parent=lanes[1])
    answer = s.add("flowchart.step", 700, 35, 130, 60, "Write answer", parent=lanes[1], look="blue")
    find = s.add("flowchart.step", 245, 35, 130, 60, "Find cause", parent=lanes[2])
    fix = s.add("flowchart.step", 470, 35, 130, 60, "Fix and release", parent=lanes[2])
    s.line(send, look, parent=pool)
    s.line(look, known, parent=lanes[1])
    s.line(known, answer, "yes", parent=lanes[1])
    s.line(known, find, "no", parent=pool)
    s.line(find, fix, parent=lanes[2])
    s.line(fix, answer, exit=(1, 0.5), entry=(0.5, 1), parent=pool)
    s.line(answer, happy, parent=pool)
    return s


def bpmn() -> Sheet:
    """Return a BPMN process with two lanes and a message."""
    s = Sheet()
    s.title("BPMN process", "An application for leave")
    pool = s.add("bpmn.pool", 0, 0, labels={"p": "Company", "a": "Employee", "b": "Manager"})
    top, low = s.inside(pool)
    start = s.add("bpmn.start", 46, 47, parent=top, label="Leave wanted")
    ask = s.add("bpmn.task_user", 130, 30, 120, 70, "Apply for leave", parent=top)
    told = s.add("bpmn.catch_message", 430, 47, parent=top, label="Answer")
    end = s.add("bpmn.end", 520, 47, parent=top, label="Done")
    check = s.add("bpmn.task_user", 130, 30, 120, 70, "Check calendar", parent=low)
    gate = s.add("bpmn.gateway_exclusive", 300, 40, parent=low, label="Free?")
    book = s.add("bpmn.task_service", 410, 30, 130, 70, "Book leave", parent=low)
    s.line(start, ask, parent=top)
    s.line(ask, check, parent=pool)
    s.line(check, gate, parent=low)
    s.line(gate, book, "yes", parent=low)
    s.line(gate, told, "no", exit=(0.5, 0), entry=(0, 0.5), parent=pool)
    s.line(book, told, exit=(0.5, 0), entry=(0.5, 1), parent=pool)
    s.line(told, end, parent=top)
    pay = s.add("bpmn.pool_black", 0, 320, 620, 50, "Payroll")
    s.line(
        book,
        pay,
        "days",
        end_fill=False,
        start_arrow="oval",
        start_fill=False,
        dash="dashed",
        exit=(0.5, 1),
        entry=(0.814, 0),
    )
    return s


def decision_tree() -> Sheet:
    """Return a decision tree with chances."""
    s = Sheet()
    s.title("Decision tree", "Make it or buy it")
    root = s.box("Make or buy?", 0, 190, 130, 60, "yellow square bold")
    make = s.add("ellipse", 240, 90, 110, 60, "Make", look="blue")
    buy = s.add("ellipse", 240, 290, 110, 60, "Buy", look="blue")
    s.line(root, make, "60 k", exit=(1, 0.5), entry=(0, 0.5), end_arrow="none")
    s.line(root, buy, "85 k", exit=(1, 0.5), entry=(0, 0.5), end_arrow="none")
    for of, y, chance, result, look in (
        (make, 20, "70 % in time", "Gain 90 k", "green"),
        (make, 130, "30 % late", "Loss 20 k", "red"),
        (buy, 240, "80 % fits", "Gain 55 k", "green"),
        (buy, 350, "20 % change it", "Loss 10 k", "red"),
    ):
        leaf = s.add("triangle", 520, y, 50, 60, "", look=look, direction="west")
        s.text(result, 580, y + 15, 120, 30, "bare left bold")
        s.line(of, leaf, chance, exit=(1, 0.5), entry=(1, 0.5), end_arrow="none")
    return s


def org_chart() -> Sheet:
    """Return an organisation chart of three levels."""
    s = Sheet()
    s.title("Org chart", "Three levels, a staff position and an open one")
    top = s.add("orgchart.leader_photo", 340, 0, labels={"n": "Ana Silva", "r": "Managing director"})
    staff = s.add("orgchart.assistant", 620, 14, label="Assistant")
    s.line(top, staff, end_arrow="none", dash="dashed")
    plain = {"end_arrow": "none", "exit": (0.5, 1), "entry": (0.5, 0)}
    people = {
        "Engineering": ("Ben Okoro", ("Carla Ruiz", "Dev Patel")),
        "Design": ("Emi Tanaka", ("Finn Berg",)),
        "Sales": ("Gul Demir", ("Hana Novak", "Vacant")),
    }
    for n, (part, (head, rest)) in enumerate(people.items()):
        x = 300 * n
        lead = s.add("orgchart.manager", x + 50, 150, labels={"n": head, "r": f"Head of {part.lower()}"})
        s.line(top, lead, **plain)
        for k, name in enumerate(rest):
            entry = "orgchart.vacant" if name == "Vacant" else "orgchart.simple"
            place = x + (0 if len(rest) == 2 else 70) + 150 * k
            one = s.add(entry, place, 290, 130, 54, name if name == "Vacant" else f"{name}\n{part}")
            s.line(lead, one, **plain)
    return s


def swot() -> Sheet:
    """Return a SWOT board."""
    s = Sheet()
    s.title("SWOT", "What helps and what hinders, inside and outside")
    for n, (name, look, notes) in enumerate(
        (
            ("Strengths", "green", ("Known for quality", "Small, quick team")),
            ("Weaknesses", "orange", ("One large customer", "Old tools")),
            ("Opportunities", "blue", ("New market abroad", "Partners ask for us")),
            ("Threats", "red", ("Prices of material", "A new competitor")),
        )
    ):
        x, y = 420 * (n % 2), 280 * (n // 2)
        box = s.add("containers.card", x, y, 400, 260, name, look=look)
        s.set(box, {"style.shadow": False})
        for k, note in enumerate(notes):
            s.box(note, 24 + 184 * k, 64, 166, 80, "white round small", box)
    return s


def fishbone() -> Sheet:
    """Return a cause and effect diagram."""
    s = Sheet()
    s.title("Cause and effect", "Why parcels come late")
    head = s.box("Parcels\ncome late", 840, 190, 140, 80, "red bold square")
    s.free_line((0, 230), (840, 230), stroke_width=3.0, end_arrow="block")
    del head
    for n, (name, causes) in enumerate(
        (
            ("People", ("too few packers", "no training")),
            ("Method", ("paper lists", "no priorities")),
            ("Machines", ("printer jams", "slow scanner")),
            ("Material", ("boxes missing", "wrong labels")),
            ("Measures", ("nobody counts", "late reports")),
            ("Surroundings", ("narrow hall", "winter roads")),
        )
    ):
        up = n < 3
        x = 40 + 260 * (n % 3)
        tip = (x + 200, 230)
        y = 20 if up else 440
        s.box(name, x, y - 20, 130, 40, "blue pill bold")
        s.free_line((x + 65, y + (20 if up else -20)), tip, stroke_width=2.0)
        for k, cause in enumerate(causes):
            part = 0.35 + 0.35 * k
            px, py = x + 65 + 135 * part, y + (20 if up else -20) + (190 if up else -190) * part
            s.free_line((px - 116, py), (px, py))
            s.text(cause, px - 128, py - 22, 118, 20, "bare left small quiet")
    return s


def journey() -> Sheet:
    """Return a customer journey."""
    s = Sheet()
    s.title("Customer journey", "From hearing of us to telling others")
    steps = ("Hear of us", "Compare", "Buy", "Use", "Recommend")
    mood = (150, 180, 120, 60, 40)
    rows = (
        ("Does", ("sees a post", "reads reviews", "fills the cart", "sets it up", "tells a friend")),
        ("Touches", ("social media", "web site", "shop", "app, help", "email")),
        (
            "Could be better",
            ("say it simpler", "compare honestly", "fewer fields", "a first-day guide", "thank people"),
        ),
    )
    for n, step in enumerate(steps):
        s.add(
            "arrows.chevron_first" if n == 0 else "arrows.chevron",
            130 + 170 * n,
            0,
            170,
            56,
            step,
            look=("blue", "indigo", "purple", "green", "yellow")[n],
        )
    s.text("Feels", 0, 150, 110, 30, "bare left bold")
    dots = [
        s.add("basic.smile" if y < 140 else "basic.frown", 195 + 170 * n, 80 + y * 0.75, 36, 36, "", look="yellow")
        for n, y in enumerate(mood)
    ]
    for a, b in pairwise(dots):
        s.line(a, b, end_arrow="none", routing="straight", stroke_width=2.0)
    for k, (name, cells) in enumerate(rows):
        y = 280 + 80 * k
        s.text(name, 0, y, 120, 60, "bare left bold")
        for n, cell in enumerate(cells):
            s.box(cell, 136 + 170 * n, y, 158, 60, ("white", "grey", "orange")[k] + " round small")
    return s


def business_model() -> Sheet:
    """Return a business model canvas."""
    s = Sheet()
    s.title("Business model", "Nine questions on one page")
    for name, x, y, w, h, look in (
        ("Partners", 0, 0, 190, 400, "grey"), ("Activities", 200, 0, 190, 195, "blue"), ("Resources", 200, 205, 190, 195, "blue"),
        ("What we offer", 400, 0, 190, 400, "indigo"), ("Relationships", 600, 0, 190, 195, "green"), ("Channels", 600, 205, 190, 195, "green"),
        ("Customers", 800, 0, 190, 400, "yellow"), ("Costs", 0, 410, 490, 140, "red"), ("Income", 500, 410, 490, 140, "orange"),
    ):  # fmt: skip
        box = s.box(name, x, y, w, h, f"{look} round corner bold", container=True)
        s.box("Note", 16, 44, min(w - 32, 150), 60, "white round small", box)
    return s


def venn() -> Sheet:
    """Return three sets that overlap."""
    s = Sheet()
    s.title("Venn diagram", "Where wishes, technology and money meet")
    for n, (name, x, y, look) in enumerate(
        (("People want it", 130, 0, "blue"), ("We can build it", 0, 200, "green"), ("It pays", 260, 200, "orange"))
    ):
        s.add("ellipse", x, y, 320, 320, "", look=look, fill_opacity=55.0)
        s.text(name, (x + 85, x + 20, x + 180)[n], (y + 60, y + 200, y + 200)[n], 150, 40, "bare bold center")
    s.text("Do this", 225, 235, 130, 40, "bare title center")
    return s
