"""Templates of systems: clouds, networks, flows of data."""

from __future__ import annotations

from sheet import Sheet


def cloud() -> Sheet:
    """Return a web application in a cloud."""
    s = Sheet()
    s.title("Cloud architecture", "A web application over two zones")
    users = s.add("cloud.user", 0, 190, label="Users")
    dns = s.add("cloud.dns", 130, 90, label="DNS")
    cdn = s.add("cloud.cdn", 130, 190, label="Content delivery")
    region = s.add("cloud.region", 270, -10, 720, 500)
    net = s.add("cloud.vnet", 30, 40, 520, 430, parent=region)
    balancer = s.add("cloud.load_balancer", 30, 176, label="Load balancer", parent=net)
    machines = []
    for n, y in enumerate((36, 236)):
        zone = s.add("cloud.zone", 140, y, 350, 170, f"Zone {'AB'[n]}", parent=net)
        machines.append(s.add("cloud.container", 50, 50, label="Application", parent=zone))
        s.add("cloud.sql", 220, 50, label="Database" if n == 0 else "Replica", parent=zone)
    bucket = s.add("cloud.bucket", 610, 60, label="Files", parent=region)
    cache = s.add("cloud.cache", 610, 180, label="Cache", parent=region)
    s.add("cloud.monitoring", 610, 300, label="Monitoring", parent=region)
    s.line(users, cdn)
    s.line(users, dns, dash="dashed")
    s.line(cdn, balancer)
    for machine in machines:
        s.line(balancer, machine, parent=net)
    s.line(machines[0], bucket, dash="dashed")
    s.line(machines[1], cache, dash="dashed")
    return s


def platform() -> Sheet:
    """Return the parts of a container platform."""
    s = Sheet()
    s.title("Container platform", "How a request finds its pod, and where an image comes from")
    user = s.add("cloud.browser", 0, 150, label="Client")
    cluster = s.add("cloud.region", 150, 0, 640, 380, "Cluster")
    ingress = s.add("cloud.ingress", 40, 150, label="Ingress", parent=cluster)
    ns = s.add("cloud.namespace", 150, 40, 460, 310, parent=cluster)
    service = s.add("cloud.service", 30, 110, label="Service", parent=ns)
    pods = [s.add("cloud.pod", 170, 30 + 90 * n, label=f"Pod {n + 1}", parent=ns) for n in range(3)]
    config = s.add("cloud.config", 320, 40, label="Configuration", parent=ns)
    secret = s.add("cloud.secret", 320, 125, label="Secrets", parent=ns)
    volume = s.add("cloud.volume", 320, 210, label="Volume", parent=ns)
    repo = s.add("cloud.repository", 150, 440, label="Source")
    pipeline = s.add("cloud.pipeline", 330, 440, label="Pipeline")
    registry = s.add("cloud.registry", 510, 440, label="Images")
    s.chain([user, ingress, service])
    for pod in pods:
        s.line(service, pod, parent=ns)
    for part, pod in ((config, pods[0]), (secret, pods[1]), (volume, pods[2])):
        s.line(pod, part, dash="dashed", parent=ns)
    s.chain([repo, pipeline, registry])
    s.line(registry, ns, "rolls out")
    return s


def network() -> Sheet:
    """Return an office network."""
    s = Sheet()
    s.title("Office network", "From the internet to the desks")
    net = s.add("network.internet", 300, -10, label="Internet")
    wall = s.add("network.firewall", 315, 110, label="Firewall")
    core = s.add("network.layer3", 315, 220, label="Core switch")
    s.line(net, wall, end_arrow="none")
    s.line(wall, core, end_arrow="none")
    dmz = s.add("network.dmz", 480, 70, 260, 140)
    web = s.add("network.web_server", 40, 36, label="Web", parent=dmz)
    mail = s.add("network.mail_server", 160, 36, label="Mail", parent=dmz)
    s.line(wall, web, end_arrow="none")
    del mail
    for n, (name, kinds) in enumerate(
        (
            ("Office  10.0.1.0/24", ("desktop", "desktop", "printer")),
            ("Wireless  10.0.2.0/24", ("access_point", "laptop", "phone")),
            ("Servers  10.0.3.0/24", ("file_server", "database_server", "storage")),
        )
    ):
        zone = s.add("network.vlan", -40 + 270 * n, 420, 250, 130, name)
        switch = s.add("network.switch", 40 + 270 * n, 330, label="")
        s.line(core, switch, end_arrow="none")
        for k, kind in enumerate(kinds):
            device = s.add(f"network.{kind}", 18 + 78 * k, 40, label="", parent=zone)
            s.line(switch, device, end_arrow="none")
    return s


def data_flow() -> Sheet:
    """Return a data flow diagram."""
    s = Sheet()
    s.title("Data flow", "What moves through an order system, and where it rests")
    customer = s.box("Customer", 0, 120, 130, 60, "grey square bold")
    take = s.add("ellipse", 240, 95, 130, 110, "1\nTake order", look="blue")
    check = s.add("ellipse", 500, 95, 130, 110, "2\nCheck stock", look="blue")
    ship = s.add("ellipse", 500, 320, 130, 110, "3\nShip goods", look="blue")
    store = s.add("er.entity", 760, 120, 150, 50, "D1  Stock", look="green square")
    orders = s.add("er.entity", 230, 350, 150, 50, "D2  Orders", look="green square")
    carrier = s.box("Carrier", 770, 345, 130, 60, "grey square bold")
    s.line(customer, take, "order")
    s.line(take, check, "items")
    s.line(check, store, "count")
    s.line(take, orders, "order")
    s.line(check, ship, "free items")
    s.line(orders, ship, "address")
    s.line(ship, carrier, "parcel")
    s.line(take, customer, "receipt", exit=(0.2, 0.85), entry=(0.5, 1))
    return s
