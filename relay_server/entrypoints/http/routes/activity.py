"""What happens in a workspace: its feed, its counts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from relay_server.entrypoints.http import activity_models as models
from relay_server.entrypoints.http.context import Env, From, Who
from relay_server.entrypoints.http.models import Identifier
from relay_server.service import activity

ROUTER = APIRouter(prefix="/workspaces/{workspace}", tags=["activity"])
Day = Annotated[int, Query(ge=0, le=1_000_000)]


@ROUTER.get("/activity")
def feed(
    env: Env,
    _caller: From,
    who: Who,
    workspace: Identifier,
    limit: Annotated[int, Query(ge=1, le=activity.MOST_LINES)] = 50,
    before: Annotated[int | None, Query(ge=0, le=1 << 53)] = None,
) -> list[models.FeedItem]:
    """Return the newest lines of the workspace's feed; `index` of the last goes into `before`."""
    return [models.FeedItem.of(line) for line in activity.feed(env, who, workspace, limit, before)]


@ROUTER.get("/analytics")
def analytics(
    env: Env, _caller: From, who: Who, workspace: Identifier, since: Day, until: Day
) -> models.AnalyticsAnswer:
    """Return counts from one day to another (days since 1970, UTC), both included."""
    return models.AnalyticsAnswer.of(activity.analytics(env, who, workspace, since, until))


@ROUTER.put("/comments", status_code=204)
def comments(env: Env, _caller: From, who: Who, workspace: Identifier, body: models.CommentCount) -> None:
    """Say how many comments one wrote in a diagram today or yesterday: they are sealed, so apps count them."""
    activity.tell_comments(env, who, workspace, body.document, body.day, body.comments)
