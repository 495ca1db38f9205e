"""The audit ledger: heads and proofs for everybody who has an account, lines for those who may read them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from relay_server.entrypoints.http import activity_models as models
from relay_server.entrypoints.http.context import Admin, Env, From, Who
from relay_server.entrypoints.http.models import Identifier
from relay_server.service import audit, ledger
from relay_server.service.step_up import require_fresh

ROUTER = APIRouter(tags=["audit"])
Index = Annotated[int, Query(ge=0, le=(1 << 53) - 1)]
Size = Annotated[int | None, Query(ge=1, le=(1 << 53) - 1)]
Before = Annotated[int | None, Query(ge=0, le=1 << 53)]
Limit = Annotated[int, Query(ge=1, le=audit.MOST_LINES)]
_TYPES = {"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8"}
_TEXT: dict[int | str, dict[str, Any]] = {200: {"content": {"application/jsonl": {}, "text/csv": {}}}}


def _fresh(env: Env, who: Who) -> None:
    require_fresh(env, who)


@ROUTER.get("/ledger/head")
def head(env: Env, _caller: From, _who: Who) -> models.HeadAnswer:
    """Return the newest signed head; clients pin it and ask for consistency from then on."""
    return models.HeadAnswer.of(ledger.newest_head(env), env.keys.ledger_public)


@ROUTER.get("/ledger/inclusion")
def inclusion(env: Env, _caller: From, _who: Who, index: Index, size: Size = None) -> models.InclusionAnswer:
    """Prove that a leaf stands at an index of the ledger of a size (the newest by default)."""
    return models.InclusionAnswer.of(ledger.inclusion(env, index, size))


@ROUTER.get("/ledger/consistency")
def consistency(env: Env, _caller: From, _who: Who, old: Index, size: Size = None) -> models.ConsistencyAnswer:
    """Prove that the ledger of a size (the newest by default) begins with that of an older one."""
    return models.ConsistencyAnswer.of(ledger.consistency(env, old, size))


@ROUTER.get("/workspaces/{workspace}/audit")
def workspace_audit(
    env: Env, _caller: From, who: Who, workspace: Identifier, limit: Limit = 100, before: Before = None
) -> models.AuditPage:
    """Return the newest lines about a workspace."""
    found = audit.workspace_audit(env, who, workspace, limit, before)
    following = found[-1].index if len(found) == limit else None
    return models.AuditPage(lines=[models.AuditItem.of(leaf) for leaf in found], next=following)


@ROUTER.get("/workspaces/{workspace}/audit/export", response_class=StreamingResponse, responses=_TEXT)
def export_workspace_audit(
    env: Env, caller: From, who: Who, workspace: Identifier, form: audit.Format = "jsonl"
) -> StreamingResponse:
    """Return all lines about a workspace: JSON Lines that can be verified offline, or CSV. Needs a step-up."""
    lines = audit.export_workspace_audit(env, caller, who, workspace, form)
    return StreamingResponse(lines, media_type=_TYPES[form])


@ROUTER.get("/admin/audit", tags=["administration"])
def relay_audit(env: Env, _admin: Admin, limit: Limit = 100, before: Before = None) -> models.AuditPage:
    """Return the newest lines of the whole ledger."""
    found = audit.relay_audit(env, limit, before)
    following = found[-1].index if len(found) == limit else None
    return models.AuditPage(lines=[models.AuditItem.of(leaf) for leaf in found], next=following)


@ROUTER.get(
    "/admin/audit/export",
    tags=["administration"],
    dependencies=[Depends(_fresh)],
    response_class=StreamingResponse,
    responses=_TEXT,
)
def export_audit(env: Env, admin: Admin, form: audit.Format = "jsonl") -> StreamingResponse:
    """Return the whole ledger: JSON Lines that can be verified offline, or CSV. Needs a step-up."""
    return StreamingResponse(audit.export_audit(env, admin, form), media_type=_TYPES[form])
