"""Appends and their answers."""

from __future__ import annotations

import random

import pytest

from sync.engine.appends import Appends
from sync.engine.context import Context
from sync.engine.keyring import KeyRing
from tests.support.founding import Household
from tests.support.workspace import ANA, identifier

PLAN = identifier("plan")
CHAIN = (PLAN, ANA.laptop.device, "0f" * 8)


@pytest.fixture
def context() -> Context:
    return Context(ANA.laptop, ANA.user, Household().state, KeyRing(), b"".join, random.Random(1))


def test_eng40_each_answer_finds_what_was_sent(context: Context) -> None:
    """ENG-40."""
    appends = Appends(PLAN, context)
    first, second, apart = appends.add(CHAIN, 4), appends.add(CHAIN, 5), appends.add_apart(CHAIN, 2)
    assert (len(appends), appends.last(CHAIN), appends.last((PLAN, "", ""))) == (2, 5, 0)
    assert context.appends == dict.fromkeys((first, second, apart), PLAN)
    assert appends.answered(first) == (CHAIN, 4)
    assert appends.answered(first) is None
    assert appends.answered(apart) == (CHAIN, 2)
    assert appends.refused(second) == (CHAIN, 5)
    assert (len(appends), context.appends) == (0, {})


def test_eng40_what_is_set_apart_holds_up_nothing_and_is_answered_all_the_same(context: Context) -> None:
    """ENG-40: its refusal says nothing about its chain."""
    appends = Appends(PLAN, context)
    first, second = appends.add(CHAIN, 1), appends.add(CHAIN, 2)
    appends.set_apart()
    assert (len(appends), appends.last(CHAIN)) == (0, 0)
    assert appends.refused(first) is None
    assert appends.answered(second) == (CHAIN, 2)
    assert context.appends == {}


def test_eng40_nobody_waits_for_answers_of_what_is_gone(context: Context) -> None:
    """ENG-40."""
    appends = Appends(PLAN, context)
    appends.add(CHAIN, 1)
    apart = appends.add_apart(CHAIN, 2)
    appends.forget()
    assert context.appends == {apart: PLAN}
    appends.add(CHAIN, 3)
    appends.close()
    appends.add(CHAIN, 4)
    assert (len(appends), context.appends) == (0, {})
