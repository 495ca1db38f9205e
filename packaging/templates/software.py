"""Templates for people who build software: UML, entity relation, C4."""

from __future__ import annotations

from sheet import Sheet

DASHED = {"dash": "dashed", "end_arrow": "open"}
HOLLOW = {"end_arrow": "block", "end_fill": False, "end_size": 12.0}


def uml_class() -> Sheet:
    """Return a class diagram of a shop."""
    s = Sheet()
    s.title("Class diagram", "Orders of a shop: what it knows and what it does")
    customer = s.klass(
        "Customer", 0, 0, [["+ name: String", "+ email: String"], ["+ placeOrder(): Order"]], look="blue"
    )
    order = s.klass(
        "Order",
        300,
        0,
        [["+ number: Integer", "+ placed: Date", "+ status: Status"], ["+ total(): Money", "+ cancel()"]],
        200,
    )
    line = s.klass("OrderLine", 620, 0, [["+ quantity: Integer"], ["+ price(): Money"]])
    product = s.klass("Product", 620, 220, [["+ name: String", "+ price: Money"]], look="green")
    payment = s.klass("«abstract»\nPayment", 300, 240, [["# amount: Money"], ["+ collect(): Boolean"]], 200, "purple")
    card = s.klass("CardPayment", 200, 430, [["- token: String"]], 180, "purple")
    transfer = s.klass("BankTransfer", 420, 430, [["- iban: String"]], 180, "purple")
    status = s.klass("«enumeration»\nStatus", 0, 240, [["NEW", "PAID", "SHIPPED"]], 160, "yellow")
    s.line(customer, order, "places  1..*", end_arrow="open")
    s.line(order, line, "1..*", start_arrow="diamond", start_size=14.0, end_arrow="none")
    s.line(line, product, "1", end_arrow="open")
    s.line(order, payment, "paid by", end_arrow="open")
    s.line(card, payment, exit=(0.5, 0), entry=(0.3, 1), **HOLLOW)
    s.line(transfer, payment, exit=(0.5, 0), entry=(0.7, 1), **HOLLOW)
    s.line(order, status, exit=(0, 0.8), entry=(0.5, 0), **DASHED)
    return s


def uml_sequence() -> Sheet:
    """Return a sequence diagram of a sign-in."""
    s = Sheet()
    s.title("Sequence diagram", "Sign-in with a second factor")
    names = (
        ("User", "uml_sequence.lifeline_actor", 40),
        ("Web app", "uml_sequence.lifeline", 110),
        ("Accounts", "uml_sequence.lifeline", 110),
        ("Database", "uml_sequence.lifeline", 110),
    )
    tall = 520
    for number, (name, entry, w) in enumerate(names):
        s.add(entry, 80 + 220 * number - w / 2, 20, w, tall, name, look=("blue", "indigo", "indigo", "green")[number])
    x = [80 + 220 * n for n in range(4)]
    for column, top, height in ((1, 110, 400), (2, 160, 150), (3, 200, 50), (2, 400, 60)):
        s.add("uml_sequence.activation", x[column] - 6, top, 12, height)
    for a, b, y, words, back in (
        (0, 1, 120, "open page", False), (1, 2, 170, "sign in(email, password)", False), (2, 3, 210, "find account", False),
        (3, 2, 240, "account", True), (2, 1, 290, "code needed", True), (1, 0, 330, "ask for the code", True),
        (0, 1, 380, "type the code", False), (1, 2, 410, "verify(code)", False), (2, 1, 450, "session", True), (1, 0, 490, "home page", True),
    ):  # fmt: skip
        side = 6 if b > a else -6
        start = x[a] + (side if a else 0)
        s.free_line(
            (start, y),
            (x[b] - (side if b else 0), y),
            words,
            end_arrow="open" if back else "block",
            dash="dashed" if back else "solid",
            label_background="default",
        )
    frame = s.add("uml_sequence.opt", -10, 356, 780, 170, labels={"g0": "[second factor is on]"})
    s.set(frame, {"style.fill_opacity": 60.0})
    return s


def uml_state() -> Sheet:
    """Return a state machine of an order."""
    s = Sheet()
    s.title("State machine", "The life of an order")
    start = s.add("uml_behaviour.initial", 47, 0)
    new = s.add("uml_behaviour.state", 0, 70, label="New")
    paid = s.add("uml_behaviour.state", 220, 70, label="Paid")
    packed = s.add(
        "uml_behaviour.state_actions",
        430,
        53,
        labels={"s": "Packed", "t": "entry / print label\ndo / watch weight\nexit / tell customer"},
    )
    shipped = s.add("uml_behaviour.state", 680, 70, label="Shipped")
    done = s.add("uml_behaviour.final", 725, 220)
    cancelled = s.add("uml_behaviour.state", 220, 206, label="Cancelled", look="red")
    end = s.add("uml_behaviour.final", 265, 330)
    s.line(start, new, end_arrow="open")
    s.line(new, paid, "pay", end_arrow="open")
    s.line(paid, packed, "pick", end_arrow="open")
    s.line(packed, shipped, "collect", end_arrow="open")
    s.line(shipped, done, "deliver", end_arrow="open")
    s.line(new, cancelled, "cancel", end_arrow="open", exit=(0.5, 1), entry=(0, 0.5))
    s.line(paid, cancelled, "refund", end_arrow="open")
    s.line(cancelled, end, end_arrow="open")
    return s


def uml_activity() -> Sheet:
    """Return an activity diagram with a fork."""
    s = Sheet()
    s.title("Activity diagram", "From an order to a parcel")
    start = s.add("uml_behaviour.initial", 177, 0)
    take = s.add("uml_behaviour.action", 130, 60, label="Take order")
    ask = s.add("uml_behaviour.decision", 155, 150)
    refuse = s.add("uml_behaviour.action", 340, 160, label="Refuse order", look="red")
    fork = s.add("uml_behaviour.fork", 20, 264, 340)
    pick = s.add("uml_behaviour.action", 0, 320, label="Pick goods")
    bill = s.add("uml_behaviour.action", 260, 320, label="Send bill")
    money = s.add("uml_behaviour.action", 260, 410, label="Take payment")
    join = s.add("uml_behaviour.fork", 20, 500, 340)
    ship = s.add("uml_behaviour.send", 125, 550, label="Ship")
    end = s.add("uml_behaviour.final", 175, 640)
    open_ = {"end_arrow": "open"}
    s.chain([start, take, ask], **open_)
    s.line(ask, refuse, "[no credit]", **open_)
    s.line(ask, fork, "[credit]", **open_)
    s.line(fork, pick, exit=(0.118, 1), entry=(0.5, 0), **open_)
    s.line(fork, bill, exit=(0.882, 1), entry=(0.5, 0), **open_)
    s.line(bill, money, **open_)
    s.line(pick, join, exit=(0.5, 1), entry=(0.118, 0), **open_)
    s.line(money, join, exit=(0.5, 1), entry=(0.882, 0), **open_)
    s.chain([join, ship, end], **open_)
    return s


def uml_use_case() -> Sheet:
    """Return a use case diagram of a library."""
    s = Sheet()
    s.title("Use cases", "What readers and staff of a lending library do")
    system = s.add("uml_structure.boundary", 180, 0, 380, 440, "Lending library")
    case = [
        s.add(
            "uml_structure.use_case", 40 if n % 2 == 0 else 200, 50 + 74 * n, 150, 60, name, parent=system, look="blue"
        )
        for n, name in enumerate(("Search books", "Borrow book", "Return book", "Pay fine", "Manage stock"))
    ]
    reader = s.add("uml_structure.actor", 50, 150, label="Reader")
    clerk = s.add("uml_structure.actor", 660, 250, label="Clerk")
    bank = s.add("uml_structure.actor_system", 620, 60, label="«actor»\nPayment service")
    plain = {"end_arrow": "none", "routing": "straight"}
    for c in case[:4]:
        s.line(reader, c, **plain)
    for c in (case[2], case[4]):
        s.line(clerk, c, **plain)
    s.line(bank, case[3], **plain)
    s.line(case[1], case[0], "«include»", routing="straight", parent=system, **DASHED)
    s.line(case[3], case[2], "«extend»", routing="straight", parent=system, **DASHED)
    return s


def uml_component() -> Sheet:
    """Return a component diagram."""
    s = Sheet()
    s.title("Components", "Parts of a shop and what they offer each other")
    web = s.add("uml_structure.component2", 0, 80, 160, 70, "Web shop", look="blue")
    app = s.add("uml_structure.component2", 0, 230, 160, 70, "Mobile app", look="blue")
    core = s.add("uml_structure.component_box", 300, 20, 340, 340, "«component»\nOrder service")
    api = s.add("uml_structure.component2", 40, 70, 150, 60, "API", parent=core)
    rules = s.add("uml_structure.component2", 150, 160, 150, 60, "Rules", parent=core)
    store = s.add("uml_structure.component2", 40, 250, 150, 60, "Repository", parent=core)
    pay = s.add("uml_structure.component2", 780, 80, 160, 70, "Payments", look="orange")
    db = s.add("uml_structure.database_node", 810, 250, label="Orders")
    s.line(web, api, "REST", end_arrow="open")
    s.line(app, api, "REST", end_arrow="open")
    s.line(api, rules, parent=core, **DASHED)
    s.line(rules, store, parent=core, **DASHED)
    s.line(rules, pay, "collect", **DASHED)
    s.line(store, db, "SQL", end_arrow="open")
    return s


def uml_deployment() -> Sheet:
    """Return a deployment diagram."""
    s = Sheet()
    s.title("Deployment", "Where the parts of a web application run")
    client = s.add("uml_structure.node_box", 0, 60, 200, 150, "«device»\nClient")
    s.add("uml_structure.artifact", 24, 70, 146, 56, "«artifact»\nBrowser app", parent=client)
    web = s.add("uml_structure.node_box", 320, 0, 280, 270, "«device»\nApplication server")
    env = s.add("uml_structure.environment", 24, 60, 224, 180, parent=web)
    s.add("uml_structure.artifact", 26, 44, 160, 50, "«artifact»\nshop-api.jar", parent=env)
    s.add("uml_structure.artifact", 26, 108, 160, 50, "«artifact»\nworker.jar", parent=env)
    data = s.add("uml_structure.node_box", 720, 40, 220, 190, "«device»\nDatabase server")
    s.add("uml_structure.database_node", 50, 72, 110, 86, "«database»\nshop", parent=data)
    s.line(client, web, "HTTPS", end_arrow="none")
    s.line(web, data, "SQL over TLS", end_arrow="none")
    return s


def er() -> Sheet:
    """Return an entity relation diagram with crow's feet."""
    s = Sheet()
    s.title("Entity relation", "Tables of a shop with their keys")
    customers = s.table("customers", 0, 0, [("PK", "id"), ("", "name"), ("", "email"), ("", "created_at")], look="blue")
    orders = s.table("orders", 300, 0, [("PK", "id"), ("FK", "customer_id"), ("", "status"), ("", "placed_at")])
    lines = s.table(
        "order_lines",
        300,
        230,
        [("PK", "order_id"), ("PK", "product_id"), ("", "quantity"), ("", "price")],
        look="orange",
    )
    products = s.table(
        "products", 600, 230, [("PK", "id"), ("FK", "category_id"), ("", "name"), ("", "price")], look="green"
    )
    categories = s.table("categories", 600, 0, [("PK", "id"), ("", "name")], look="green")
    addresses = s.table(
        "addresses", 0, 230, [("PK", "id"), ("FK", "customer_id"), ("", "street"), ("", "city")], look="blue"
    )
    for a, b, many in (
        (customers, orders, "ERzeroToMany"),
        (orders, lines, "ERoneToMany"),
        (products, lines, "ERzeroToMany"),
        (categories, products, "ERzeroToMany"),
        (customers, addresses, "ERzeroToMany"),
    ):
        s.line(a, b, start_arrow="ERmandOne", end_arrow=many, start_size=10.0, end_size=10.0)
    return s


def er_chen() -> Sheet:
    """Return an entity relation diagram in Chen's notation."""
    s = Sheet()
    s.title("Entities and relationships", "A school in Chen's notation")
    student = s.add("er.entity", 60, 160, 130, 56, "Student")
    course = s.add("er.entity", 520, 160, 130, 56, "Course")
    teacher = s.add("er.entity", 520, 400, 130, 56, "Teacher")
    takes = s.add("er.relationship", 290, 156, label="takes")
    gives = s.add("er.relationship", 525, 276, label="gives")
    plain = {"end_arrow": "none", "routing": "straight"}
    for entry, x, y, name, of in (
        ("attribute_key", 0, 60, "number", student), ("attribute", 130, 60, "name", student), ("attribute_multi", -30, 270, "phones", student),
        ("attribute_derived", 110, 290, "age", student), ("attribute", 300, 60, "grade", takes), ("attribute_key", 480, 60, "code", course),
        ("attribute", 610, 60, "title", course), ("attribute_key", 380, 470, "id", teacher), ("attribute", 690, 470, "name", teacher),
    ):  # fmt: skip
        s.line(s.add(f"er.{entry}", x, y, label=name), of, **plain)
    s.line(student, takes, "N", **plain)
    s.line(takes, course, "M", **plain)
    s.line(teacher, gives, "1", **plain)
    s.line(gives, course, "N", **plain)
    return s


def _c4(
    s: Sheet,
    name: str,
    kind: str,
    says: str,
    x: float,
    y: float,
    look: str,
    parent: str = "",
    w: float = 200,
    h: float = 100,
) -> str:
    return s.box(f"{name}\n[{kind}]\n\n{says}", x, y, w, h, f"{look} round small", parent)


def c4_context() -> Sheet:
    """Return a system context of the C4 model."""
    s = Sheet()
    s.title("System context", "C4 level 1: one system, its people and its neighbours")
    person = s.add("network.user", 322, 0, 56, 68, "Customer\n[person]", look="blue")
    system = _c4(s, "Shop", "software system", "Sells and ships goods", 250, 170, "indigo bold", w=200)
    mail = _c4(s, "Mail service", "software system", "Sends messages", 0, 350, "grey")
    pay = _c4(s, "Payments", "software system", "Collects money", 250, 350, "grey")
    stock = _c4(s, "Warehouse", "software system", "Knows the stock", 500, 350, "grey")
    clerk = s.add("network.user", 572, 0, 56, 68, "Clerk\n[person]", look="blue")
    s.line(person, system, "orders", points=[], routing="straight")
    s.line(clerk, system, "looks after orders", exit=(0.5, 1), entry=(1, 0.5), routing="straight")
    s.line(system, mail, "sends mail")
    s.line(system, pay, "asks for money")
    s.line(system, stock, "reserves goods")
    return s


def c4_container() -> Sheet:
    """Return a container diagram of the C4 model."""
    s = Sheet()
    s.title("Containers", "C4 level 2: what the system is made of")
    person = s.add("network.user", 372, 0, 56, 68, "Customer\n[person]", look="blue")
    frame = s.box("Shop [software system]", 0, 140, 800, 340, "grey corner round dashed bold", container=True)
    web = _c4(s, "Web app", "TypeScript", "Pages for customers", 40, 50, "blue", frame)
    phone = _c4(s, "Mobile app", "Kotlin, Swift", "The shop on a phone", 560, 50, "blue", frame)
    api = _c4(s, "API", "Python", "Orders, prices, accounts", 300, 50, "indigo", frame)
    data = s.add("uml_structure.database_node", 240, 210, 130, 100, "Database\n[PostgreSQL]", parent=frame)
    queue = s.add("basic.tube", 460, 230, 150, 60, "Events\n[queue]", look="purple small", parent=frame)
    mail = _c4(s, "Mail service", "software system", "Sends messages", 900, 360, "grey")
    s.line(person, web, "uses", routing="straight")
    s.line(person, phone, "uses", routing="straight")
    s.line(web, api, "JSON", parent=frame)
    s.line(phone, api, "JSON", parent=frame)
    s.line(api, data, "SQL", parent=frame)
    s.line(api, queue, "publishes", parent=frame)
    s.line(queue, mail, "delivers")
    return s
