"""The design tokens: every colour, distance and corner radius of the interface, for light and for dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours of one theme as "#rrggbb" (or "#aarrggbb"), named for what they are used for.

    Attributes:
        shadow_alpha: opacity 0..1 of the darkest part of a shadow.
    """

    name: str
    app: str
    canvas: str
    panel: str
    raised: str
    sunken: str
    hover: str
    active: str
    border_subtle: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    text_disabled: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_text: str
    accent_subtle: str
    accent_ring: str
    danger: str
    danger_subtle: str
    warning: str
    success: str
    success_subtle: str
    dot: str
    tooltip_bg: str
    tooltip_fg: str
    scrim: str
    shadow_alpha: float


LIGHT = Tokens(
    name="light",
    app="#F4F5F7",
    canvas="#FAFAFB",
    panel="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F3F4F6",
    hover="#F0F1F4",
    active="#E5E7EC",
    border_subtle="#ECEDF1",
    border="#DFE1E7",
    border_strong="#C3C8D2",
    text="#15171C",
    text2="#535A69",
    text3="#626979",
    text_disabled="#A9AEBA",
    accent="#5B5BD6",
    accent_hover="#5050CB",
    accent_press="#4644B5",
    on_accent="#FFFFFF",
    accent_text="#4F4BC0",
    accent_subtle="#EEEEFD",
    accent_ring="#5B5BD6",
    danger="#C2242A",
    danger_subtle="#FEEBEC",
    warning="#8F5300",
    success="#1B7448",
    success_subtle="#E6F6EB",
    dot="#D3D6DE",
    tooltip_bg="#1C1E24",
    tooltip_fg="#F5F6F8",
    scrim="#4814161C",
    shadow_alpha=0.13,
)

DARK = Tokens(
    name="dark",
    app="#0F1012",
    canvas="#121316",
    panel="#191A1D",
    raised="#202125",
    sunken="#121316",
    hover="#25272B",
    active="#303238",
    border_subtle="#25272B",
    border="#303238",
    border_strong="#484B54",
    text="#ECEDF0",
    text2="#B1B5BF",
    text3="#8B909C",
    text_disabled="#5D616B",
    accent="#6461E0",
    accent_hover="#5C59D8",
    accent_press="#504DC4",
    on_accent="#FFFFFF",
    accent_text="#B4AFFF",
    accent_subtle="#26264A",
    accent_ring="#8C89FF",
    danger="#FF7B7F",
    danger_subtle="#3B1219",
    warning="#FFCA16",
    success="#3DD68C",
    success_subtle="#132D21",
    dot="#2D2F36",
    tooltip_bg="#34363D",
    tooltip_fg="#F5F6F8",
    scrim="#80000000",
    shadow_alpha=0.55,
)

SPACES = (2, 4, 6, 8, 12, 16, 24, 32)
"""The distances in use, in pixels."""

RADIUS_CHIP = 4
RADIUS_CONTROL = 6
RADIUS_ITEM = 7
RADIUS_CARD = 10
RADIUS_PANEL = 12
RADIUS_DIALOG = 14

CONTROL_HEIGHT = 28
BUTTON_HEIGHT = 30
RAIL_BUTTON = 36
ICON = 16
ICON_LARGE = 18

PRESENCE = ("#D13438", "#0070D1", "#1F7F4F", "#BF4D00", "#8E4EC6", "#C9276B", "#0B7A6F", "#8F5300")
"""Colours of people; white text on them reads at 4.9:1 or better."""

PRESENCE_MORE = ("#4F7300", "#00778F", "#586B85", "#8F5F3F", "#A738A7", "#A1434F", "#6C4FB3", "#4A7A5E")
"""For those who come when everyone of the above is worn; as easy to read, less easy to tell apart."""

SWATCHES = (
    "#FFFFFF",
    "#F1F3F5",
    "#FFE3E3",
    "#FFEFD6",
    "#FFF7C2",
    "#DDF3E4",
    "#D7EFFE",
    "#E6E7FD",
    "#F3E7FC",
    "#15171C",
)
"""The quick palette of the inspector, from white through the tints to ink."""
