"""Two copies of one diagram."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.errors import BundleError
from sync.protocol.roles import Role
from sync.transports.bundle import Bundle, read_bundle, write_bundle
from sync.transports.bundle_merge import merge_bundles
from tests.support.envelopes import chain_of
from tests.support.workspace import ANA, BEN, TeamLog, identifier, team


def workspace() -> tuple[TeamLog, str]:
    log = team(ben=Role.EDITOR)
    return log, log.diagram("plan")


def copy(log: TeamLog, plan: str, ana: int, ben: int) -> Bundle:
    """Return a copy with so many edits of each."""
    envelopes = chain_of(ANA.laptop, plan, ana, 3) + chain_of(BEN.laptop, plan, ben, 3)
    return Bundle(log.workspace, plan, tuple(log.entries), tuple(envelopes))


def test_tra64_both_sides_edits_are_there_and_reported() -> None:
    """TRA-64."""
    log, plan = workspace()
    merged, report = merge_bundles(copy(log, plan, 5, 1), copy(log, plan, 2, 4))
    assert set(merged.envelopes) == set(copy(log, plan, 5, 4).envelopes)
    assert (report.shared, report.only_first, report.only_second) == (3, 3, 3)
    assert report.authors == tuple(sorted((ANA.laptop.device, BEN.laptop.device)))
    assert not report.identical
    assert (report.forked, report.gaps, report.newer) == ((), (), 0)
    assert read_bundle(write_bundle(merged)) == merged


def test_tra64_the_result_is_the_same_either_way_and_again() -> None:
    """TRA-64."""
    log, plan = workspace()
    first, second = copy(log, plan, 5, 1), copy(log, plan, 2, 4)
    merged, _ = merge_bundles(first, second)
    assert merge_bundles(second, first)[0] == merged
    again, report = merge_bundles(merged, first)
    assert again == merged
    assert (report.only_second, report.identical) == (0, False)
    assert merge_bundles(merged, merged)[1].identical


def test_tra65_forks_and_gaps_are_told() -> None:
    """TRA-65."""
    log, plan = workspace()
    first = copy(log, plan, 3, 0)
    forked = chain_of(ANA.laptop, plan, 3, 2)
    hole = chain_of(BEN.laptop, plan, 3, 3)
    second = replace(first, envelopes=(*forked, hole[0], hole[2]))
    merged, report = merge_bundles(first, second)
    assert len(merged.envelopes) == 8
    assert report.forked == ((plan, ANA.laptop.device, "0f" * 8),)
    assert report.gaps == ((plan, BEN.laptop.device, "0f" * 8),)


def test_tra64_the_longer_log_stays() -> None:
    """TRA-64."""
    log, plan = workspace()
    early = copy(log, plan, 1, 0)
    log.diagram("another")
    late = copy(log, plan, 1, 0)
    assert merge_bundles(early, late)[0].entries == tuple(log.entries)


def test_tra65_what_does_not_belong_together_is_refused() -> None:
    """TRA-65."""
    log, plan = workspace()
    made = copy(log, plan, 1, 0)
    with pytest.raises(BundleError):
        merge_bundles(made, replace(made, document=identifier("another"), envelopes=()))
    other = TeamLog(founder=BEN)
    with pytest.raises(BundleError):
        merge_bundles(made, replace(made, entries=tuple(other.entries)))


def test_tra63_envelopes_of_a_newer_version_are_kept() -> None:
    """TRA-63."""
    log, plan = workspace()
    made = copy(log, plan, 2, 0)
    newer = b"\x09" + made.envelopes[0][1:]
    merged, report = merge_bundles(made, replace(made, envelopes=(newer,)))
    assert report.newer == 1
    assert newer in merged.envelopes
