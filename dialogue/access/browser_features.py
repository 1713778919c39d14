"""What pages may use of a browser (Permissions-Policy): nothing but what a page says it needs."""

from collections.abc import Callable
from typing import Any, TypeVar

from django_permissions_policy.decorators import permissions_policy_override

View = TypeVar("View", bound=Callable[..., Any])

# The features of the Permissions Policy specification and its neighbours that browsers know by
# name. `unload` and `cross-origin-isolated` are no powers, and stay as they are.
FEATURES = [
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera",
    "captured-surface-control", "clipboard-read", "clipboard-write", "compute-pressure",
    "digital-credentials-create", "digital-credentials-get", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "keyboard-map", "language-detector", "language-model", "local-fonts",
    "local-network-access", "magnetometer", "microphone", "midi", "on-device-speech-recognition",
    "otp-credentials", "payment", "picture-in-picture", "private-state-token-issuance",
    "private-state-token-redemption", "publickey-credentials-create", "publickey-credentials-get",
    "screen-wake-lock", "serial", "speaker-selection", "storage-access", "summarizer", "sync-xhr",
    "translator", "usb", "web-share", "window-management", "xr-spatial-tracking",
]  # fmt: skip
NOTHING: dict[str, list[str]] = {feature: [] for feature in FEATURES}

USE_KEY, MAKE_KEY = "publickey-credentials-get", "publickey-credentials-create"


def needing(*features: str) -> Callable[[View], View]:
    """Declare on a view what its page needs; everything else stays off."""
    return permissions_policy_override({**NOTHING, **{feature: ["self"] for feature in features}})
