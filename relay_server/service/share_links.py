"""What share links show: a sealed copy that the relay hands to whoever asks, until the link ends."""

from __future__ import annotations

from relay_server.domain.security_event import Action
from relay_server.errors import NotFound, TooLarge
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.record import note_own
from relay_server.service.space_check import check_space
from relay_server.service.workspace_access import member_in, require
from sync.protocol.membership.access import diagram_role
from sync.protocol.roles import Permission

MAX_CONTENT_BYTES = 8 << 20


def put_link_content(
    env: Environment, caller: Caller, principal: Principal, workspace: str, link: str, content: bytes
) -> None:
    """Store what a live link shows; its creator alone may, while he may share and read the diagram.

    Raises:
        NotFound: There is no such workspace, or no such live link of the caller's.
        Forbidden: The caller may not share any more.
        TooLarge: Over the limit, or over what the workspace may hold.
    """
    if len(content) > MAX_CONTENT_BYTES:
        raise TooLarge("content_too_large", f"What a link shows has at most {MAX_CONTENT_BYTES >> 20} MiB.")
    with env.transactions.write() as unit:
        # Whoever ends the link waits for this, or this for them: no copy stays behind a link that has ended.
        unit.workspaces.hold(workspace)
        member = member_in(env, unit, principal, workspace)
        require(member, Permission.SHARE_BY_LINK)
        found = member.state.links.get(link)
        diagram = member.state.diagrams.get(found.document) if found is not None else None
        mine = found is not None and found.live and found.creator == member.user and found.expires > env.now_ms()
        if not mine or diagram is None or diagram_role(member.state, member.user, diagram) is None:
            raise NotFound("no_such_link", "There is no such link.")
        check_space(env, unit, workspace, len(content))
        unit.link_contents.put(workspace, link, content)
        note_own(env, unit, caller, Action.LINK_FILLED, principal, workspace=workspace, link=link)


def link_content(env: Environment, link: str) -> bytes:
    """Return what a link shows.

    Raises:
        NotFound: It shows nothing, or not any more.
    """
    with env.transactions.read() as unit:
        content = unit.link_contents.get(link, env.now_ms())
    if content is None:
        raise NotFound("no_such_link", "There is no such link, or it has ended.")
    return content
