"""What two processes are asked at once happens once: operations, invitations, tokens, codes, cards, links, quotas, limits.

Each use case runs in both processes in the same moment, several times; services are called as the routes call them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TypeAlias

import pyotp
import pytest

from relay_server.errors import NotFound, RateLimited, Unauthenticated
from relay_server.ports.rate_limiter import Limit
from relay_server.service import second_factor
from relay_server.service.administration import Actor, invite
from relay_server.service.authenticate import authenticate
from relay_server.service.blobs import upload_part
from relay_server.service.cards import put_card, read_cards
from relay_server.service.environment import Environment
from relay_server.service.join_requests import ask_to_join
from relay_server.service.login import log_in
from relay_server.service.mail_invites import invite_by_mail
from relay_server.service.password_reset import ask_for_reset, reset_password
from relay_server.service.propose_operation import propose
from relay_server.service.refresh import refresh
from relay_server.service.registration import register
from relay_server.service.second_factor_check import SecondProof
from relay_server.service.share_links import link_content, put_link_content
from sync.protocol.card import CardKind, parse_card_header
from sync.protocol.device_entry import encode_admission
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.frames import Ack, Failure, SnapshotPart
from sync.protocol.membership import operations as op
from sync.protocol.roles import Role
from tests.support.at_once import DONE, at_once
from tests.support.envelopes import card
from tests.support.foreign_server import ForeignServer
from tests.support.postgresql import PostgresServer
from tests.support.redis_server import redis_url
from tests.support.relay import CALLER, NO_LIMITS, OWNER, PASSWORD, House
from tests.support.relay_pair import Pair, open_pair
from tests.support.relay_team import Colleague, RelayTeam, hire
from tests.support.snapshot_parts import parts_of, snapshot_of, upload
from tests.support.socket_device import SocketDevice, Writer, raw_socket, read_head
from tests.support.workspace import Signer, digest, identifier

ROUNDS = 8
NUMBERS = count(1)
Servers: TypeAlias = dict[str, str]


@pytest.fixture(scope="module")
def servers(postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer) -> Iterator[Servers]:
    with postgresql.database(postgresql_template) as url:
        yield {"database_url": url, "redis_url": redis_url(redis_server)}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, servers: Servers) -> Iterator[Pair]:
    rates = NO_LIMITS.model_copy(update={"mail_per_recipient": "7 per hour"})
    settings = {"rates": rates, "registration": "open", "workspace_quota_mb": 1, "sockets_per_account": 3}
    with open_pair(tmp_path_factory.mktemp("pair"), **servers, **settings) as opened:
        yield opened


@pytest.fixture
def team(pair: Pair) -> RelayTeam:
    """Return a workspace of its own, founded at the first process."""
    name = f"team {next(NUMBERS)}"
    return RelayTeam(house_of(pair), hire(house_of(pair), f"founder of {name}".replace(" ", ".")), name).found()


def house_of(pair: Pair) -> House:
    """Return the first process."""
    return pair.office.relay.house


def both(pair: Pair) -> tuple[Environment, Environment]:
    """Return the environments of both processes."""
    return house_of(pair).env, pair.second.house.env


def test_one_of_two_operations_on_the_same_head_is_taken(pair: Pair, team: RelayTeam) -> None:
    """WSP-2, RLY-111: the other is told that the head has moved, and may sign anew."""
    for number in range(ROUNDS):
        made = [team.proposal(team.founder, team.invite_body(Signer(f"{number}{side}"))) for side in "ab"]
        who = team.principal(team.founder)
        found = at_once(
            *(
                partial(propose, env, CALLER, who, team.workspace, one)
                for env, one in zip(both(pair), made, strict=True)
            )
        )
        assert Counter(found) == {DONE: 1, str(ErrorCode.HEAD_MOVED): 1}


def test_an_invite_lets_one_in(pair: Pair, team: RelayTeam) -> None:
    """MEM-12, RLY-111: the link of an invite is used by two strangers, each at another process."""
    for number in range(ROUNDS // 2):
        key = Signer(f"invite {number} of {team.name}")
        team.do(team.founder, team.invite_body(key))
        people = [hire(team.house, f"{side}{number}.{team.name.replace(' ', '.')}") for side in "ab"]
        made = [team.proposal(who, team.accept_body(key, who), key) for who in people]
        found = at_once(
            *(
                partial(propose, env, CALLER, team.principal(who), team.workspace, one)
                for env, who, one in zip(both(pair), people, made, strict=True)
            )
        )
        assert found.count(DONE) == 1
        late = people[found.index(DONE) - 1]
        with pytest.raises(ProtocolError):
            team.do(late, team.accept_body(key, late), key)


def test_a_code_by_mail_lets_one_ask(pair: Pair, team: RelayTeam) -> None:
    """WSP-30, RLY-111."""
    house, address = team.house, f"cleo{next(NUMBERS)}"
    cleo = hire(house, address)
    invite_by_mail(
        house.env, CALLER, team.principal(team.founder), team.workspace, f"{address}@example.org", Role.EDITOR
    )
    code = next(word for word in house.post.mails[-1].text.split() if word.count("-") == 5)
    devices = b"".join(encode_admission(one) for one in cleo.person.admissions())
    who = team.principal(cleo)
    found = at_once(*(partial(ask_to_join, env, CALLER, who, code, cleo.user, devices) for env in both(pair)))
    assert sorted(found) == [DONE, "invalid_invitation"]


def test_an_invitation_to_the_relay_opens_one_account(pair: Pair) -> None:
    """ACC-2, RLY-111."""
    house = house_of(pair)
    code = invite(house.env, Actor("cli", CALLER), None)
    people = [f"new{next(NUMBERS)}@example.org" for _ in "ab"]
    found = at_once(
        *(
            partial(register, env, CALLER, who, PASSWORD, "New", code)
            for env, who in zip(both(pair), people, strict=True)
        )
    )
    assert found.count(DONE) == 1
    with house.env.transactions.read() as unit:
        assert unit.invites.open_invites(house.clock.now) == []


def test_of_a_refresh_token_that_comes_twice_one_pair_works_on_at_most(pair: Pair) -> None:
    """ACC-22, RLY-111: each of two gets a pair, one is void, and whoever shows that ends the session everywhere."""
    for number in range(ROUNDS):
        who = hire(house_of(pair), f"copied{number}")
        pairs: list[str] = []

        def rotate(env: Environment, token: str = who.tokens.refresh_token, pairs: list[str] = pairs) -> None:
            pairs.append(refresh(env, CALLER, token).refresh_token)

        assert at_once(*(partial(rotate, env) for env in both(pair))) == [DONE, DONE]
        shown = [partial(refresh, env, CALLER, token) for env, token in zip(both(pair), pairs, strict=True)]
        assert "invalid_refresh_token" in at_once(*shown)
        for env in both(pair):
            with pytest.raises(Unauthenticated):
                authenticate(env, who.tokens.access_token)


def test_a_token_that_comes_again_while_its_successor_is_used_holds_nobody_up(pair: Pair) -> None:
    """ACC-22, RLY-111: one of the two comes first, and the other hears what that means for it; neither waits for the other for ever."""
    for number in range(ROUNDS):
        who = hire(house_of(pair), f"repeated{number}")
        successor = refresh(house_of(pair).env, CALLER, who.tokens.refresh_token).refresh_token
        tokens = (who.tokens.refresh_token, successor)
        shown = [partial(refresh, env, CALLER, token) for env, token in zip(both(pair), tokens, strict=True)]
        assert Counter(at_once(*shown)) == Counter([DONE, "invalid_refresh_token"])


def test_a_mailed_token_sets_one_password(pair: Pair) -> None:
    """ACC-51, RLY-111."""
    house = house_of(pair)
    name = f"forgetful{next(NUMBERS)}"
    hire(house, name)
    ask_for_reset(house.env, CALLER, f"{name}@example.org")
    house.settle()
    token = house.post.token(f"{name}@example.org")
    found = at_once(
        *(partial(reset_password, env, CALLER, token, f"{n} good phrase") for n, env in enumerate(both(pair)))
    )
    assert found.count(DONE) == 1


def test_a_code_of_the_app_and_a_recovery_code_sign_in_once(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer
) -> None:
    """ACC-30, ACC-31, RLY-111: whoever reads a code over a shoulder cannot use it at the other process."""
    with (
        postgresql.database(postgresql_template) as url,
        open_pair(tmp_path, "edith", database_url=url, redis_url=redis_url(redis_server)) as pair,
    ):
        use_codes_twice(pair)


def use_codes_twice(pair: Pair) -> None:
    """Sign in with each code at both processes at once; the clocks move, which ends what others hold."""
    house = house_of(pair)
    who = house.principal(house.owner())
    secret = second_factor.start_enrolment(house.env, who).secret
    shown = pyotp.TOTP(secret)
    codes = second_factor.finish_enrolment(house.env, CALLER, who, shown.at(house.clock.now // 1000))
    for number in range(ROUNDS):
        for one in (house, pair.second.house):
            one.clock.forward(minutes=2)
        proofs = [SecondProof(totp=shown.at(house.clock.now // 1000)), SecondProof(recovery_code=codes[number])]
        for proof in proofs:
            found = at_once(*(partial(log_in, env, CALLER, OWNER, PASSWORD, proof) for env in both(pair)))
            assert found.count(DONE) == 1, found


def test_an_older_card_never_takes_the_place_of_a_newer_one(pair: Pair, team: RelayTeam) -> None:
    """WSP-7."""
    who, state = team.founder, team.state
    for number in range(1, ROUNDS + 1):
        made = [
            card(who.laptop, team.workspace, CardKind.PERSON, who.user, state.seq, 2 * number + more) for more in (1, 0)
        ]
        at_once(
            *(
                partial(put_card, env, CALLER, team.principal(who), team.workspace, one)
                for env, one in zip(both(pair), made, strict=True)
            )
        )
        (stored,) = read_cards(team.house.env, team.principal(who), team.workspace, 0, 10).cards
        assert parse_card_header(stored).revision == 2 * number + 1


def test_a_revoked_link_shows_nothing_and_nothing_of_it_stays(pair: Pair, team: RelayTeam) -> None:
    """WSP-32, RLY-112: the copy is brought at one process while the link ends at the other."""
    plan = team.diagram("plan")
    for number in range(ROUNDS):
        link = identifier(f"link {number} of {team.name}")
        team.do(team.founder, op.CreateLink(link, plan, digest(link), team.house.clock.now + 9_000_000))
        end = team.proposal(team.founder, op.RevokeLink(link))
        who, (here, there) = team.principal(team.founder), both(pair)
        found = at_once(
            partial(propose, here, CALLER, who, team.workspace, end),
            partial(put_link_content, there, CALLER, who, team.workspace, link, b"sealed"),
        )
        assert found[0] == DONE
        for env in (here, there):
            with pytest.raises(NotFound):
                link_content(env, link)
        with here.transactions.write() as unit:
            assert unit.link_contents.drop_dead(team.workspace) == 0


def test_an_invitation_of_somebody_who_is_removed_does_not_stay(pair: Pair, team: RelayTeam) -> None:
    """WSP-31, RLY-112: it is sent at one process while its sender is removed at the other."""
    house = team.house
    for number in range(ROUNDS // 2):
        who = team.admit(hire(house, f"leaver{number}.{team.name.replace(' ', '.')}"), Role.ADMIN)
        end, principal = team.proposal(team.founder, team.remove_body(who)), team.principal(who)
        here, there = both(pair)
        address = f"guest{next(NUMBERS)}@example.org"
        at_once(
            partial(propose, here, CALLER, team.principal(team.founder), team.workspace, end),
            partial(invite_by_mail, there, CALLER, principal, team.workspace, address, Role.VIEWER),
        )
        with here.transactions.read() as unit:
            assert unit.mail_invites.open_of(team.workspace, house.clock.now) == []


def test_two_blobs_share_the_space_that_is_left(pair: Pair, team: RelayTeam) -> None:
    """RLY-65."""
    team.diagram("plan")
    who = team.principal(team.founder)
    blobs = [bytes([number]) * 600_000 for number in range(2)]
    found = at_once(
        *(
            lambda env=env, blob=blob: upload_part(
                env, who, team.workspace, sha256(blob).hexdigest(), len(blob), 0, blob
            )
            for env, blob in zip(both(pair), blobs, strict=True)
        )
    )
    assert sorted(found) == [DONE, "quota"]


def test_the_same_blob_at_once_is_stored_once(pair: Pair, team: RelayTeam) -> None:
    """RLY-80."""
    team.diagram("plan")
    who, blob = team.principal(team.founder), bytes(1_000)
    name = sha256(blob).hexdigest()
    found = at_once(*(partial(upload_part, env, who, team.workspace, name, len(blob), 0, blob) for env in both(pair)))
    assert found == [DONE, DONE]
    with team.house.env.transactions.read() as unit:
        assert unit.usage.of(team.workspace) == len(blob)


def outcomes(device: SocketDevice, document: str, envelopes: list[bytes]) -> Counter[str]:
    """Send envelopes; returns how many were stored, and how many refused by code."""
    waiting = {device.append(document, envelope) for envelope in envelopes}
    found: Counter[str] = Counter()
    while waiting:
        frame = device.receive()
        if isinstance(frame, Failure):
            found[ErrorCode(frame.code).name] += 1
            waiting.discard(frame.request)
        for item in frame.items if isinstance(frame, Ack) else ():
            found[DONE] += 1
            waiting.discard(item.request)
    return found


def test_envelopes_of_both_share_the_space_that_is_left(pair: Pair) -> None:
    """RLY-65: what both stored together fits, and what was refused was refused at the limit."""
    office, size = pair.office, 10_000
    found: list[Counter[str]] = []
    with office.on("edith") as edith, pair.there("adam") as adam:
        edith.join(office.workspace, office.diagram)
        adam.join(office.workspace, office.diagram)
        sides = [(edith, office.writer("edith", writer="a1" * 8)), (adam, office.writer("adam", writer="a2" * 8))]

        def write(device: SocketDevice, envelopes: list[bytes]) -> None:
            found.append(outcomes(device, office.diagram, envelopes))

        at_once(*(partial(write, device, writer.some(80, size)) for device, writer in sides))
    stored = sum(one[DONE] for one in found)
    assert 95 <= stored <= (1 << 20) // size
    assert set().union(*found) <= {DONE, "QUOTA", "COUNTER_GAP"}
    with house_of(pair).env.transactions.read() as unit:
        assert unit.usage.of(office.workspace) <= 1 << 20


def test_a_limit_lets_so_many_through_whatever_they_come_by(pair: Pair) -> None:
    """ACC-60, RLY-111."""
    limiters = [env.limiter for env in both(pair)]
    calls = [partial(one.hit, Limit.MAIL_PER_RECIPIENT, "flooded") for one in limiters for _ in range(10)]
    found = at_once(*calls)
    assert found.count(DONE) == 7
    with pytest.raises(RateLimited):
        limiters[0].hit(Limit.MAIL_PER_RECIPIENT, "flooded")


def test_who_is_let_in_at_one_may_join_at_the_other_at_once(pair: Pair, team: RelayTeam) -> None:
    """RLY-10, RLY-112: nobody waits until the other process has heard."""
    for number in range(ROUNDS):
        who = hire(team.house, f"quick{number}.{team.name.replace(' ', '.')}")
        pair.office.people[f"quick{number}"] = who
        with pair.there(f"quick{number}") as device:
            team.admit(who)
            assert device.join(team.workspace, team.diagram(f"plan {number}")).seq == 0


def test_a_snapshot_stored_at_one_is_given_to_newcomers_at_the_other(pair: Pair, team: RelayTeam) -> None:
    """RLY-36."""
    office, plan = pair.office, team.diagram("shot")
    who: Colleague = team.founder
    office.people["author"] = who
    with office.on("author") as here, pair.there("author") as there:
        here.join(team.workspace, plan)
        there.join(team.workspace, plan)
        numbers = here.store(plan, Writer(who.laptop, plan, team.state.seq).some(3))
        there.stored(3)
        made = snapshot_of(plan, who.laptop, team.state.seq)
        assert upload(here, parts_of(made, plan, numbers[-1])) == len(made)
        with pair.there("author") as newcomer:
            newcomer.join(team.workspace, plan)
            assert any(isinstance(frame, SnapshotPart) for frame in newcomer.inbox)


def test_an_account_has_so_many_sockets_at_both_together(pair: Pair) -> None:
    """RLY-66."""
    who = pair.office.people["carl"]
    with pair.office.on("carl"), pair.there("carl"), pair.there("carl"):
        for url in (pair.office.relay.url, pair.second.url):
            with raw_socket(url, who.tokens.access_token) as fourth:
                assert b" 429 " in read_head(fourth)
    with pair.office.on("carl"), pair.there("carl"):
        pass
