"""Screens of the account, for the gallery and for tests that walk over all controls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.account import sign_in_steps
from app.account.profile_flows import codes_step
from app.account.seen_wording import SeenPart, unseen_part
from app.account.state import SIGNED_OUT, AccountState, Phase
from app.account.steps import Step
from app.dialogs.account.seen_dialog import SeenDialog
from app.dialogs.account.step_dialog import StepDialog
from app.settings_dialog.account_facts import AccountFacts, SessionLine
from app.settings_dialog.account_page import AccountPage
from app.widgets.layout import set_surface


def step_dialog(step: Step, problem: str = "") -> StepDialog:
    """Return a dialog at a step."""
    dialog = StepDialog()
    dialog.show_step(step)
    if problem:
        dialog.show_problem(problem)
    return dialog


def account_page(sessions: int = 3) -> AccountPage:
    """Return the account's page of somebody with a second factor."""
    state = AccountState(Phase.SIGNED_IN, "https://relay.example.org", "a", "you@example.org", "Yara Olsen")
    lines = tuple(
        SessionLine(str(n), n == 0, "aio-canvas", f"192.0.2.{7 + n}", f"{14 + n}.11.26 09:1{n}")
        for n in range(sessions)
    )
    page = AccountPage(AccountFacts(state, "yara", True, True, 9, lines))
    page.resize(560, 700)
    set_surface(page, "dialog")
    return page


def seen_dialog() -> SeenDialog:
    """Return what a relay sees, with some of it."""
    dialog = SeenDialog("https://relay.example.org")
    lines = (("Mail address", "you@example.org"), ("Account since", "14.11.26 09:12"), ("Second factor", "set up"))
    dialog.show_parts((SeenPart("Your account", "Your password is stored as a hash.", lines),), unseen_part())
    return dialog


ACCOUNT_SCREENS: dict[str, Callable[[], QWidget]] = {
    "account-address": lambda: step_dialog(sign_in_steps.address()),
    "account-plain": lambda: step_dialog(sign_in_steps.plain("http://192.168.1.20:8787")),
    "account-password": lambda: step_dialog(
        sign_in_steps.password("https://relay.example.org", "Harbour relay", "you@example.org"),
        "The address, the password or the code is not right.",
    ),
    "account-factor": lambda: step_dialog(sign_in_steps.factor()),
    "account-register": lambda: step_dialog(sign_in_steps.register("Harbour relay", "invite")),
    "account-page": account_page,
    "account-page-nobody": lambda: AccountPage(AccountFacts(SIGNED_OUT)),
    "account-seen": seen_dialog,
    "account-codes": lambda: step_dialog(codes_step([f"{n}K3F7-9QPR-22MN-XW4T" for n in range(10)])),
    "account-set-up": lambda: step_dialog(sign_in_steps.set_up("Harbour relay")),
}
