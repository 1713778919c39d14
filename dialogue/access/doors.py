"""Who may open a view: the public, anyone with a link, or an organiser."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required

View = TypeVar("View", bound=Callable[..., Any])


def door(access: str) -> Callable[[View], View]:
    """Declare on a view who may open it: "public", "link" (a token in the address), "organiser".

    tests/test_access.py checks the declaration; the guard itself is in the view.
    """

    def declare(view: View) -> View:
        view.door = access  # type: ignore[attr-defined]
        return login_not_required(view)

    return declare


def takes_files(purpose: str) -> Callable[[View], View]:
    """Declare on a view behind a link that files may be sent to it, with a valid token for this
    purpose in the address. Otherwise only organisers send more than a form holds
    (dialogue.access.middleware.refuse_large)."""

    def declare(view: View) -> View:
        view.takes_files_with = purpose  # type: ignore[attr-defined]
        return view

    return declare
