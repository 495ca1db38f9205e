"""Pages full of obstacles for the router: sparse, dense, in a grid, and mazes; and a plain search to compare it with."""

from __future__ import annotations

import random
from heapq import heappop, heappush

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.kernels.routing.avoiding.exits import OUTWARD, Exit
from canvas.kernels.routing.avoiding.rects import Rects
from canvas.kernels.routing.terminal import Terminal, free_end

Boxes = list[Box]


def scattered(count: int, seed: int, fill: float) -> Boxes:
    """Return boxes at random places that do not touch; `fill` is their share of the page."""
    rng = random.Random(seed)
    sizes = [(rng.randint(4, 16) * 10.0, rng.randint(3, 10) * 10.0) for _ in range(count)]
    side = (sum(w * h for w, h in sizes) / fill) ** 0.5
    cells: dict[tuple[int, int], Boxes] = {}
    found: Boxes = []
    for w, h in sorted(sizes, reverse=True):
        for _ in range(400):
            box = Box(float(rng.randint(0, int(side))), float(rng.randint(0, int(side))), w, h)
            around = [
                (x, y)
                for x in range(int((box.x - 6) // 160), int((box.right + 6) // 160) + 1)
                for y in range(int((box.y - 6) // 160), int((box.bottom + 6) // 160) + 1)
            ]
            if not any(box.inflated(6).intersects(other) for cell in around for other in cells.get(cell, ())):
                found.append(box)
                for cell in around:
                    cells.setdefault(cell, []).append(box)
                break
    rng.shuffle(found)
    return found


def sparse(count: int, seed: int) -> Boxes:
    return scattered(count, seed, 0.12)


def bricks(count: int, seed: int) -> Boxes:
    """Return rows of boxes of unequal width with narrow gaps, about 60 % of the page."""
    rng = random.Random(seed)
    rows = max(2, int((count * 0.75) ** 0.5))
    found: Boxes = []
    y = 0.0
    for _ in range(rows):
        height, x = rng.randint(50, 90), float(rng.randint(0, 60))
        for _ in range(-(-count // rows)):
            w, down = rng.randint(60, 160), rng.randint(0, 14)
            found.append(Box(x, y + down, float(w), float(height - rng.randint(0, 10))))
            x += w + rng.randint(8, 30)
        y += height + rng.randint(22, 34)
    return found[:count]


def grid(count: int, seed: int) -> Boxes:
    columns = int(count**0.5 + 0.999)
    return [Box(i % columns * 180.0, i // columns * 110.0, 120.0, 60.0) for i in range(count)]


def maze(count: int, seed: int) -> Boxes:
    """Return shapes in the cells of a maze, then its walls; the shapes come first."""
    rng = random.Random(seed)
    k, cell, wall = max(3, int((count / 1.9) ** 0.5)), 140.0, 6.0
    home = list(range(k * k))

    def root(i: int) -> int:
        while home[i] != i:
            i = home[i]
        return i

    sides = [(x, y, 1, 0) for x in range(k - 1) for y in range(k)] + [
        (x, y, 0, 1) for x in range(k) for y in range(k - 1)
    ]
    rng.shuffle(sides)
    walls: Boxes = []
    for x, y, dx, dy in sides:
        a, b = root(y * k + x), root((y + dy) * k + x + dx)
        if a != b:
            home[a] = b
        elif dx:
            walls.append(Box((x + 1) * cell - wall, y * cell, 2 * wall, cell))
        else:
            walls.append(Box(x * cell, (y + 1) * cell - wall, cell, 2 * wall))
    cells = [(x, y) for x in range(k) for y in range(k)]
    rng.shuffle(cells)
    shapes = [Box(x * cell + 45, y * cell + 55, 50.0, 30.0) for x, y in cells[: max(8, count - len(walls))]]
    size, t = k * cell, 2 * wall
    outer = [Box(-t, -t, size + 2 * t, t), Box(-t, size, size + 2 * t, t), Box(-t, 0, t, size), Box(size, 0, t, size)]
    return [*shapes, *walls, *outer]


LAYOUTS = {
    "sparse": sparse,
    "random": lambda n, s: scattered(n, s, 0.3),
    "dense": bricks,
    "grid": grid,
    "maze": maze,
}


def movable(name: str, boxes: Boxes) -> int:
    """Return how many of a layout's boxes, from the first, are shapes rather than walls."""
    return sum(1 for b in boxes if (b.w, b.h) == (50.0, 30.0)) if name == "maze" else len(boxes)


def end_at(box: Box, side: int | None = None, share: float = 0.5) -> Terminal:
    """Return an end on a box: floating, or fixed on a side (0 east, 1 south, 2 west, 3 north)."""
    rims = (
        Vec(box.right, box.y + box.h * share),
        Vec(box.x + box.w * share, box.bottom),
        Vec(box.x, box.y + box.h * share),
        Vec(box.x + box.w * share, box.y),
    )

    def touch(toward: Vec, _orthogonal: bool) -> Vec:
        return Vec(min(max(toward.x, box.x), box.right), min(max(toward.y, box.y), box.bottom))

    return Terminal(box, None if side is None else rims[side], touch)


def loose(x: float, y: float) -> Terminal:
    return free_end(Vec(x, y))


def cheapest_by_hand(rects: Rects, source: Exit, target: Exit, bend: float) -> float | None:
    """Return the least cost between two exits by Dijkstra's search on the grid of all coordinates; None without a way."""
    xs = sorted({source.out.x, target.out.x, *rects[:, 0].tolist(), *rects[:, 2].tolist()})
    ys = sorted({source.out.y, target.out.y, *rects[:, 1].tolist(), *rects[:, 3].tolist()})
    start = (xs.index(source.out.x), ys.index(source.out.y), source.side)
    goal = (xs.index(target.out.x), ys.index(target.out.y), (target.side + 2) % 4)
    costs: dict[tuple[int, int, int], float] = {start: 0.0}
    queue = [(0.0, start)]
    while queue:
        cost, at = heappop(queue)
        if at == goal:
            return cost
        if costs[at] < cost:
            continue
        x, y, side = at
        following = [(cost + bend, (x, y, (side + turn) % 4)) for turn in (1, 3)]
        nx, ny = x + int(OUTWARD[side].x), y + int(OUTWARD[side].y)
        if 0 <= nx < len(xs) and 0 <= ny < len(ys) and _is_free(rects, (xs[x], ys[y]), (xs[nx], ys[ny])):
            following.append((cost + abs(xs[nx] - xs[x]) + abs(ys[ny] - ys[y]), (nx, ny, side)))
        for reached, there in following:
            if reached < costs.get(there, 1e18):
                costs[there] = reached
                heappush(queue, (reached, there))
    return None


def _is_free(rects: Rects, a: tuple[float, float], b: tuple[float, float]) -> bool:
    left, right, top, bottom = min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
    cut = (rects[:, 0] < right) & (rects[:, 2] > left) & (rects[:, 1] < bottom) & (rects[:, 3] > top)
    return not bool(np.any(cut))
