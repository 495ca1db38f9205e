from __future__ import annotations

from collections.abc import Callable

import pytest

from relay_server.errors import StepUpRequired, Unauthenticated
from relay_server.service import second_factor
from relay_server.service.devices import revoke_device
from relay_server.service.email_change import ask_for_email_change
from relay_server.service.environment import Principal
from relay_server.service.login import log_in
from relay_server.service.profile import change_password, delete_own
from relay_server.service.second_factor_check import SecondProof
from relay_server.service.step_up import require_fresh, step_up
from tests.support.logging_in import code_at, enrolled
from tests.support.relay import CALLER, OWNER, PASSWORD, House

SENSITIVE: dict[str, Callable[[House, Principal], object]] = {
    "password": lambda house, who: change_password(house.env, CALLER, who, PASSWORD, "another good phrase"),
    "address": lambda house, who: ask_for_email_change(house.env, CALLER, who, "new@example.org"),
    "enrol": lambda house, who: second_factor.start_enrolment(house.env, who),
    "confirm": lambda house, who: second_factor.finish_enrolment(house.env, CALLER, who, "000000"),
    "disable": lambda house, who: second_factor.disable(house.env, CALLER, who),
    "codes": lambda house, who: second_factor.new_recovery_codes(house.env, CALLER, who),
    "device": lambda house, who: revoke_device(house.env, CALLER, who, "d" * 32),
    "delete": lambda house, who: delete_own(house.env, CALLER, who),
}


@pytest.mark.parametrize("name", SENSITIVE)
def test_sensitive_actions_need_a_fresh_proof(name: str, house: House) -> None:
    """ACC-40."""
    owner = house.owner()
    house.clock.forward(minutes=5)
    with pytest.raises(StepUpRequired) as refused:
        SENSITIVE[name](house, house.principal(owner))
    assert refused.value.methods == ("password",)


def test_the_password_proves_where_no_second_factor_is_enrolled(house: House) -> None:
    """ACC-40."""
    owner = house.owner()
    house.clock.forward(minutes=5)
    who = house.principal(owner)
    with pytest.raises(Unauthenticated):
        step_up(house.env, CALLER, who, "wrong", SecondProof())
    with pytest.raises(StepUpRequired):
        step_up(house.env, CALLER, who, None, SecondProof())
    step_up(house.env, CALLER, who, PASSWORD, SecondProof())
    require_fresh(house.env, house.principal(owner))
    house.clock.forward(minutes=5)
    with pytest.raises(StepUpRequired):
        require_fresh(house.env, house.principal(owner))


def test_where_one_is_enrolled_the_password_is_not_enough(house: House) -> None:
    """ACC-40."""
    secret, codes = enrolled(house)
    house.clock.forward(minutes=10)
    signed_in = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof(recovery_code=codes[0]))
    house.clock.forward(minutes=5)
    who = house.principal(signed_in)
    with pytest.raises(StepUpRequired) as refused:
        step_up(house.env, CALLER, who, PASSWORD, SecondProof())
    assert refused.value.methods == ("totp", "recovery_code")
    with pytest.raises(Unauthenticated):
        step_up(house.env, CALLER, who, PASSWORD, SecondProof(totp="000000"))
    step_up(house.env, CALLER, who, None, SecondProof(totp=code_at(secret, house.clock)))
    require_fresh(house.env, house.principal(signed_in))


def test_a_session_from_before_enrolment_has_to_prove_it_first(house: House) -> None:
    """ACC-40."""
    owner = house.owner()
    old = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    who = house.principal(owner)
    secret = second_factor.start_enrolment(house.env, who).secret
    second_factor.finish_enrolment(house.env, CALLER, who, code_at(secret, house.clock))
    require_fresh(house.env, house.principal(owner))
    with pytest.raises(StepUpRequired):
        require_fresh(house.env, house.principal(old))


def test_a_proof_counts_in_its_session_alone(house: House) -> None:
    """ACC-40."""
    owner = house.owner()
    other = log_in(house.env, CALLER, OWNER, PASSWORD, SecondProof())
    house.clock.forward(minutes=5)
    step_up(house.env, CALLER, house.principal(owner), PASSWORD, SecondProof())
    with pytest.raises(StepUpRequired):
        require_fresh(house.env, house.principal(other))
