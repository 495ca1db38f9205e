"""Screens of the account, for the gallery and for tests that walk over all controls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.account import sign_in_steps
from app.account.device_lines import DeviceLine
from app.account.face import Face
from app.account.profile_flows import codes_step
from app.account.seen_wording import SeenPart, unseen_part
from app.account.state import SIGNED_OUT, AccountState, Phase
from app.account.steps import Step
from app.collaboration.room_state import RoomState
from app.dialogs.account.add_device import AddDeviceDialog
from app.dialogs.account.seen_dialog import SeenDialog
from app.dialogs.account.step_dialog import StepDialog
from app.settings_dialog.account_facts import AccountFacts, SessionLine
from app.settings_dialog.account_page import AccountPage
from app.settings_dialog.devices_page import DevicesFacts, DevicesPage, KeyLine
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
    page = AccountPage(AccountFacts(state, "yara", Face(), True, True, 9, lines))
    page.resize(560, 700)
    set_surface(page, "dialog")
    return page


def seen_dialog() -> SeenDialog:
    """Return what a relay sees, with some of it."""
    dialog = SeenDialog("https://relay.example.org")
    lines = (("Mail address", "you@example.org"), ("Account since", "14 Nov 2026, 09:12"), ("Second factor", "set up"))
    dialog.show_parts((SeenPart("Your account", "Your password is stored as a hash.", lines),), unseen_part())
    return dialog


LAPTOP, PHONE, PAPER, OLD = (f"{start}{'0' * 24}" for start in ("a3f9c2d1", "77c1e0b4", "5d20ff38", "e61a9b07"))


def devices_page() -> DevicesPage:
    """Return the devices of somebody with a recovery code that is not everywhere yet."""
    lines = (
        DeviceLine(LAPTOP, False, True, 2, False, 1),
        DeviceLine(PHONE, False, False, 2, False, 2),
        DeviceLine(PAPER, True, False, 1, False),
        DeviceLine(OLD, False, False, 0, True, 3),
    )
    keys = (KeyLine("w1", "Platform team", 3), KeyLine("w2", "Mobile guild", 1, "Its relay is not connected"))
    page = DevicesPage(DevicesFacts(lines, 2, "14 Nov 2026, 09:10", "20 Nov 2026, 18:02", keys, True))
    set_surface(page, "dialog")
    page.resize(570, 900)
    return page


def add_device() -> AddDeviceDialog:
    """Return an open room for a device."""
    dialog = AddDeviceDialog()
    dialog.show_room(RoomState(True, "A3F9", "aiocanvas:room#" + "x" * 120))
    return dialog


ACCOUNT_SCREENS: dict[str, Callable[[], QWidget]] = {
    "account-address": lambda: step_dialog(sign_in_steps.address()),
    "account-plain": lambda: step_dialog(sign_in_steps.plain("http://192.168.1.20:8787")),
    "account-changed": lambda: step_dialog(sign_in_steps.changed("Harbour relay")),
    "account-password": lambda: step_dialog(
        sign_in_steps.password("https://relay.example.org", "Harbour relay", "you@example.org"),
        "The address, the password or the code is not right.",
    ),
    "account-factor": lambda: step_dialog(sign_in_steps.factor()),
    "account-register": lambda: step_dialog(sign_in_steps.register("Harbour relay", "invite")),
    "account-page": account_page,
    "account-page-nobody": lambda: AccountPage(AccountFacts(SIGNED_OUT)),
    "account-devices": devices_page,
    "account-devices-alone": lambda: DevicesPage(DevicesFacts((DeviceLine(LAPTOP, False, True, 0, False),))),
    "account-add-device": add_device,
    "account-seen": seen_dialog,
    "account-codes": lambda: step_dialog(codes_step([f"{n}K3F7-9QPR-22MN-XW4T" for n in range(10)])),
    "account-set-up": lambda: step_dialog(sign_in_steps.set_up("Harbour relay")),
}
