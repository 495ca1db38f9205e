from __future__ import annotations

from dataclasses import replace

from relay_server.domain.joining import JoinRequest, MailInvite
from relay_server.domain.membership_rows import DiagramRow, LinkRow, RowChanges
from relay_server.domain.workspace import Workspace
from relay_server.ports.unit_of_work import Transactions
from tests.support.relay_rows import account, stored_account

W, BEN, NOW = "aa" * 16, "02" * 16, 1_000
INVITE = MailInvite(b"d" * 32, W, "Cleo@example.org", 4, None, BEN, 10, NOW + 1)
TEAM = Workspace(W, 1, bytes(32), 0, 5, None)


def test_a_mailed_invitation_is_used_by_one_while_it_is_good(transactions: Transactions) -> None:
    """WSP-30."""
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        invites = unit.mail_invites
        invites.add(INVITE)
        newer = replace(INVITE, digest=b"e" * 32, email="cleo@EXAMPLE.org")
        invites.add(newer)
        assert invites.open_of(W, NOW) == [newer]
        assert invites.get(b"d" * 32) is None
        assert not invites.claim(newer.digest, NOW + 1)
        assert invites.claim(newer.digest, NOW)
        assert not invites.claim(newer.digest, NOW)


def test_invitations_are_withdrawn_and_pruned(transactions: Transactions) -> None:
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        invites = unit.mail_invites
        invites.add(INVITE)
        assert not invites.withdraw("bb" * 16, INVITE.digest)
        assert invites.withdraw(W, INVITE.digest)
        invites.add(INVITE)
        assert invites.withdraw_of(W, "03" * 16) == 0
        assert invites.withdraw_of(W, BEN) == 1
        invites.add(INVITE)
        assert invites.prune(NOW + 1) == 1


def test_an_account_has_one_request_for_a_workspace(transactions: Transactions) -> None:
    stored_account(transactions)
    first = JoinRequest("1" * 32, W, account().id, BEN, b"devices", 4, None, BEN, 10)
    second = replace(first, id="2" * 32, user="03" * 16)
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        unit.join_requests.add(first)
        unit.join_requests.add(second)
        assert unit.join_requests.of_workspace(W) == [second]
        assert unit.join_requests.of_account(account().id) == [second]
        assert unit.join_requests.remove("bb" * 16, second.id) is None
        assert unit.join_requests.remove(W, second.id) == second
        unit.join_requests.add(first)
        assert unit.join_requests.settle(W, "03" * 16) == 0
        assert unit.join_requests.settle(W, BEN) == 1


def test_a_link_shows_its_copy_while_it_may(transactions: Transactions) -> None:
    """WSP-32."""
    link, diagram = LinkRow("ff" * 16, BEN, "dd" * 16, NOW + 1, True), DiagramRow("dd" * 16, BEN, 2, False, False)
    with transactions.write() as unit:
        unit.workspaces.add(TEAM)
        shown = unit.link_contents
        unit.membership_tables.apply(W, RowChanges((link, diagram)))
        shown.put(W, link.link, b"one")
        shown.put(W, link.link, b"two")
        assert shown.get(link.link, NOW) == b"two"
        assert shown.get(link.link, NOW + 1) is None
        for gone in (replace(diagram, is_deleted=True), replace(link, is_live=False)):
            unit.membership_tables.apply(W, RowChanges((gone,)))
            assert shown.get(link.link, NOW) is None
            unit.membership_tables.apply(W, RowChanges((link, diagram)))
        unit.workspaces.advance(W, 1, 2, bytes(32), 5)
        assert shown.get(link.link, NOW) is None
        assert shown.drop_dead(W) == 0
        assert shown.prune(NOW + 1) == 1
        shown.put(W, link.link, b"three")
        unit.membership_tables.apply(W, RowChanges((replace(link, is_live=False),)))
        assert shown.drop_dead(W) == 1
