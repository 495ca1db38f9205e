"""What is written at once looks as if every run had been written by itself, back to front."""

from __future__ import annotations

import random

import numpy as np
import pytest

from canvas.qt.pixel_runs import Block, Runs, Target, write

WIDTH, HEIGHT = 40, 30
EMPTY = 0xFFFFFFFF


def target() -> Target:
    return Target(np.full((HEIGHT, WIDTH), EMPTY, np.uint32), 5, 4, 30, 20)


def runs(given: list[tuple[int, int, int, int, int]]) -> Runs:
    z, first, count, step, color = np.array(given or np.zeros((0, 5)), np.int64).T
    return Runs(z, first, count, step, color.astype(np.uint32))


@pytest.mark.parametrize("seed", range(5))
def test_of_everything_written_to_a_pixel_the_foremost_is_seen(seed: int) -> None:
    rng = random.Random(seed)
    one, other = target(), target()
    given, blocks = [], []
    for z in range(200):
        x, y, color = rng.randrange(30), rng.randrange(20), 0xFF000000 + z
        if z % 9 == 0:
            blocks.append(Block(z, x - 8, y - 8, rng.randrange(1, 30), rng.randrange(1, 30), color, color + 0x10000))
        elif z % 2:
            given.append((z, one.start + y * WIDTH + x, rng.randint(1, 30 - x), 1, color))
        else:
            given.append((z, one.start + y * WIDTH + x, rng.randint(1, 20 - y), WIDTH, color))
    shuffled = rng.sample(given, len(given))
    write(one, (runs(sorted(shuffled[:70])), runs(sorted(shuffled[70:]))), blocks)
    by_z = {run[0]: run for run in given} | {block.z: block for block in blocks}
    flat = other.pixels.reshape(-1)
    for z in range(200):
        found = by_z[z]
        if isinstance(found, Block):
            write(other, (runs([]),), [found])
        else:
            _, first, count, step, color = found
            flat[first : first + count * step : step] = color
    assert (one.pixels == other.pixels).all()
    assert (one.pixels != EMPTY).sum() > 400


def test_a_block_is_cut_at_the_region_and_paints_no_colour_that_it_has_not() -> None:
    region = target()
    write(region, (runs([]),), [Block(0, -3, -3, 10, 10, 0xFF111111, 0)])
    painted = np.argwhere(region.pixels != EMPTY)
    assert {(int(y), int(x)) for y, x in painted} == {(4 + i, 11) for i in range(7)} | {(10, 5 + i) for i in range(7)}


def test_nothing_leaves_no_trace() -> None:
    region = target()
    write(region, (runs([]), runs([])), [])
    assert (region.pixels == EMPTY).all()
