"""Workspaces and their membership logs. Whoever is not in a workspace cannot tell it from one that does not exist."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from relay_server.entrypoints.http import workspace_models as models
from relay_server.entrypoints.http.context import Env, From, Who
from relay_server.entrypoints.http.models import Identifier
from relay_server.service import cards, read_log, workspaces
from relay_server.service.import_log import ImportedEntry, import_log
from relay_server.service.propose_operation import Proposal, Sequenced, propose
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.entry import decode_log_entry

ROUTER = APIRouter(prefix="/workspaces", tags=["workspaces"])
Limit = Annotated[int, Query(ge=1, le=read_log.MOST_ENTRIES)]
CardLimit = Annotated[int, Query(ge=1, le=cards.MOST_CARDS)]


@ROUTER.get("")
def own(env: Env, _caller: From, who: Who) -> list[models.WorkspaceItem]:
    """List the workspaces in which one's own devices may act; deleted ones for their owners."""
    return [models.WorkspaceItem.of(one) for one in workspaces.own_workspaces(env, who)]


@ROUTER.post("", status_code=201)
def found(env: Env, caller: From, who: Who, body: models.OperationBody) -> models.Placed:
    """Found a workspace with its first operation, signed by the device of this session."""
    workspace = decode_operation(body.operation).workspace
    return _placed(propose(env, caller, who, workspace, Proposal(body.operation, body.signature, body.boxes)))


@ROUTER.post("/import", status_code=201)
def take_in(env: Env, caller: From, who: Who, body: models.ImportBody) -> models.WorkspaceItem:
    """Take in a log that another sequencer ordered and whose last operation hands it to this relay."""
    entries = [ImportedEntry(decode_log_entry(one.entry), one.boxes) for one in body.entries]
    state = import_log(env, caller, who, entries)
    mine = workspaces.own_workspaces(env, who)
    return next(models.WorkspaceItem.of(one) for one in mine if one.workspace.id == state.workspace)


@ROUTER.get("/{workspace}")
def overview(env: Env, _caller: From, who: Who, workspace: Identifier) -> models.OverviewAnswer:
    """Return what the relay knows of a workspace, and who one is in it."""
    return models.OverviewAnswer.of(workspaces.overview(env, who, workspace))


@ROUTER.post("/{workspace}/operations", status_code=201)
def operate(env: Env, caller: From, who: Who, workspace: Identifier, body: models.OperationBody) -> models.Placed:
    """Add an operation to the log. `head_moved`: another one came first; read it, sign anew, try again.

    Removing a member, changing a role, revoking a device, moving the sequencer, transferring and deleting the workspace
    need a step-up.
    """
    return _placed(propose(env, caller, who, workspace, Proposal(body.operation, body.signature, body.boxes)))


@ROUTER.get("/{workspace}/log")
def log(
    env: Env, _caller: From, who: Who, workspace: Identifier, since: models.At = 0, limit: Limit = 500
) -> models.LogAnswer:
    """Return the entries of the membership log after an operation."""
    return models.LogAnswer.of(read_log.read_log(env, who, workspace, since, limit))


@ROUTER.get("/{workspace}/boxes")
def boxes(env: Env, _caller: From, who: Who, workspace: Identifier) -> models.BoxesAnswer:
    """Return the sealed keys for the device of this session, and for no other."""
    return models.BoxesAnswer.of(list(read_log.own_boxes(env, who, workspace)))


@ROUTER.post("/{workspace}/visit")
def visit(env: Env, _caller: From, who: Who, workspace: Identifier, body: models.VisitBody) -> models.VisitAnswer:
    """Return the log and the sealed keys to the holder of an open invite, or of a device that is in the workspace."""
    seen = read_log.visit(env, who, workspace, body.recipient, body.proof, body.since)
    log_part = models.LogAnswer.of(seen.log)
    return models.VisitAnswer(**log_part.model_dump(), boxes=models.BoxesAnswer.of(list(seen.boxes)).boxes)


@ROUTER.get("/{workspace}/cards")
def changed_cards(
    env: Env, _caller: From, who: Who, workspace: Identifier, since: models.At = 0, limit: CardLimit = 500
) -> models.CardsAnswer:
    """Return the cards that changed since a change, those that the caller may open."""
    page = cards.read_cards(env, who, workspace, since, limit)
    return models.CardsAnswer(cards=[models.base64_text(card) for card in page.cards], upto=page.upto)


@ROUTER.put("/{workspace}/cards")
def put_card(env: Env, caller: From, who: Who, workspace: Identifier, body: models.CardBody) -> models.CardChange:
    """Store a card in the place of the one before; the workspace's own card is its name."""
    return models.CardChange(change=cards.put_card(env, caller, who, workspace, body.card))


def _placed(done: Sequenced) -> models.Placed:
    state = done.state
    return models.Placed(
        workspace=state.workspace,
        seq=state.seq,
        head=state.head.hex(),
        countersignature=models.base64_text(done.entry.countersignature),
    )
