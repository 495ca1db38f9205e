"""Measures the way of a received envelope: `python -m tests.bench.receive`.

Prints each step and the whole, in microseconds per envelope, and the whole as a multiple of one Ed25519 check, which is the
calibration: the budget is 300 microseconds. Writes build/receive.json. Nothing here is a test.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sync.crypto.envelope import open_envelope
from sync.crypto.epoch import EpochKey
from sync.engine.inbox import Inbox
from sync.protocol.authorise import authorise
from sync.protocol.envelope import envelope_hash, parse_header, verify_envelope
from sync.protocol.frame_codec import TO_CLIENT, batch_frame, decode_frame, stored_item
from sync.protocol.roles import Role
from sync.protocol.yupdate import inspect_update
from tests.support.drawing_team import Desk
from tests.support.workspace import BEN, digest, team

EDITS, ROUNDS = 1_000, 7
BUDGET_MICROSECONDS = 300.0


def per_item(step: Callable[[Any], object], items: Sequence[Any]) -> float:
    """Return the median microseconds of a step per item."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for item in items:
            step(item)
        rounds.append((time.perf_counter() - start) / len(items) * 1e6)
    return statistics.median(rounds)


def measure() -> dict[str, float]:
    """Return microseconds per envelope of each step."""
    log = team(ben=Role.EDITOR)
    plan = log.diagram("plan")
    keys = {1: EpochKey(log.workspace, 1, digest("key"))}
    desk = Desk(BEN.laptop, plan, log.state, keys, "0f" * 8)
    envelopes: list[bytes] = []
    for number in range(EDITS):
        desk.draw(f"shape {number % 50}", "x", float(number))
        envelopes += desk.send()
    headers = [parse_header(envelope) for envelope in envelopes]
    key = desk.own_key()
    public = BEN.laptop.entry.signing_public
    plain = [open_envelope(key, header, envelope) for header, envelope in zip(headers, envelopes, strict=True)]
    frames = [batch_frame(bytes.fromhex(plan), [stored_item(1, envelope)]) for envelope in envelopes]

    def whole(_: object) -> None:
        inbox = Inbox(plan, log.state, lambda _: key, {})
        for frame in frames:
            for item in decode_frame(frame, TO_CLIENT).items:  # type: ignore[union-attr]
                inbox.receive(item.envelope)  # type: ignore[union-attr]

    return {
        "frame": per_item(lambda frame: decode_frame(frame, TO_CLIENT), frames),
        "header": per_item(parse_header, envelopes),
        "rights": per_item(lambda header: authorise(log.state, header), headers),
        "hash": per_item(envelope_hash, envelopes),
        "signature": per_item(lambda envelope: verify_envelope(envelope, public), envelopes),
        "opening": per_item(lambda at: open_envelope(key, headers[at], envelopes[at]), range(len(envelopes))),
        "structure": per_item(inspect_update, plain),
        "whole": per_item(whole, [None]) / len(envelopes),
    }


def main() -> None:
    """Measure, print and write."""
    steps = measure()
    print(f"{'step':<12}{'µs':>8}")
    for name, value in steps.items():
        print(f"{name:<12}{value:>8.1f}")
    print(f"whole / signature {steps['whole'] / steps['signature']:.2f}; budget {BUDGET_MICROSECONDS:.0f} µs")
    build = Path(__file__).parents[2] / "build"
    build.mkdir(exist_ok=True)
    (build / "receive.json").write_text(json.dumps(steps, indent=1) + "\n")


if __name__ == "__main__":
    main()
