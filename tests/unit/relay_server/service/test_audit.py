from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from relay_server.domain.security_event import Action
from relay_server.errors import Forbidden, StepUpRequired
from relay_server.service.actor import Actor
from relay_server.service.audit import export_audit, export_workspace_audit, relay_audit, workspace_audit
from relay_server.service.audit_archive import archive_faults, lines_before, strip_archived
from relay_server.service.ledger import newest_head
from relay_server.service.ledger_verify import verify_ledger
from relay_server.service.record import note
from sync.protocol.roles import Role
from tests.support.relay import CALLER
from tests.support.relay_databases import DATABASES, settings_of
from tests.support.relay_team import RelayTeam, hire

CLI = Actor("cli", CALLER)


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Return the settings of a relay's database: the ledger holds on either engine."""
    with settings_of(request.param, request) as settings:
        yield settings


def test_a_workspace_s_lines_are_for_its_admins(team: RelayTeam) -> None:
    """LED-5."""
    env, ben = team.house.env, team.admit(hire(team.house, "ben"), Role.EDITOR)
    RelayTeam(team.house, team.founder, "other").found()
    lines = workspace_audit(env, team.principal(team.founder), team.workspace, 10, None)
    assert [line.action for line in lines] == ["member_admitted", "workspace_created"]
    assert len(relay_audit(env, 100, None)) > len(lines)
    with pytest.raises(Forbidden):
        workspace_audit(env, team.principal(ben), team.workspace, 10, None)


def test_exporting_takes_a_fresh_proof_and_is_recorded(team: RelayTeam) -> None:
    """LED-5."""
    env, who = team.house.env, team.founder
    text = list(export_workspace_audit(env, CALLER, team.principal(who), team.workspace, "jsonl"))
    assert [json.loads(line)["action"] for line in text] == ["workspace_created", "audit_exported"]
    head, *rows = export_workspace_audit(env, CALLER, team.principal(who), team.workspace, "csv")
    assert head.startswith('"index","time"')
    assert len(rows) == 3
    team.house.clock.forward(minutes=6)
    with pytest.raises(StepUpRequired):
        export_workspace_audit(env, CALLER, team.principal(who), team.workspace, "csv")


def test_what_was_archived_verifies_against_what_stays(team: RelayTeam) -> None:
    """LED-6."""
    env = team.house.env
    team.house.clock.forward(days=1)
    team.diagram("plan")
    witness = newest_head(env)
    count, lines = lines_before(env, team.house.clock.now)
    assert count == len(lines) == 1
    assert strip_archived(env, CLI, count) == 1
    assert strip_archived(env, CLI, count) == 0
    assert verify_ledger(env, witness).faults == ()
    assert list(archive_faults(env, lines)) == []
    with env.transactions.read() as unit:
        found = unit.ledger.get(0)
    assert found is not None
    assert (found.leaf.details, found.leaf.actor) == (None, None)
    (forged,) = (line.replace("workspace_created", "workspace_deleted") for line in lines)
    assert "something else" in next(archive_faults(env, [forged]))


def test_the_whole_ledger_is_exported_in_pages(team: RelayTeam) -> None:
    env = team.house.env
    with env.transactions.write() as unit:
        for number in range(600):
            note(env, unit, CALLER, Action.LOGGED_IN, team.founder.account, session=str(number))
    lines = list(export_audit(env, CLI, "jsonl"))
    assert [json.loads(line)["index"] for line in lines] == list(range(len(lines)))
    assert len(lines) == 602
