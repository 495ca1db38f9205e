"""One's own devices."""

from __future__ import annotations

from fastapi import APIRouter

from relay_server.entrypoints.http import models
from relay_server.entrypoints.http.context import Env, From, Who
from relay_server.service import devices

ROUTER = APIRouter(prefix="/me/devices", tags=["devices"])


@ROUTER.post("", status_code=201)
def register(env: Env, caller: From, who: Who, body: models.DeviceRegistration) -> models.DeviceItem:
    """Register the device this session is on: its signed entry, and its signature over relay, account and session."""
    return models.DeviceItem.of(devices.register_device(env, caller, who, body.entry, body.proof))


@ROUTER.get("")
def own_devices(env: Env, _caller: From, who: Who) -> list[models.DeviceItem]:
    """List one's own devices, oldest first, revoked ones too."""
    return [models.DeviceItem.of(device) for device in devices.list_devices(env, who)]


@ROUTER.delete("/{device}", status_code=204)
def revoke(env: Env, caller: From, who: Who, device: models.Identifier) -> None:
    """Revoke a device: its sessions end and it cannot be registered again. Needs a step-up."""
    devices.revoke_device(env, caller, who, device)
