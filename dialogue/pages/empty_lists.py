"""What a list without rows teaches: where its rows come from, in a sentence, and the way there.
Each app says it of its models."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.desk import chosen

if TYPE_CHECKING:
    from django.contrib.admin.views.main import ChangeList

THE_DIALOGUE = "dialogue__id__exact"  # what the ways to a list narrow it by


@dataclass(frozen=True)
class NextStep:
    """A sentence and the words of its link, to whoever has the right `see`. The link leads to
    `page`, a name among the addresses of the admin site, of the chosen dialogue if it `is_of_one`;
    or, where none is named, to the form for another row. Without words there is no link. `is_all`:
    the other buttons of the list are for rows that are not there."""

    sentence: str | Promise
    link: str | Promise = ""
    page: str = ""
    see: str = ""
    is_of_one: bool = False
    is_all: bool = False
    address: str = ""


NARROWED = NextStep(
    _("No row has what you searched for or chose in the filters."), _("Show all"), address="?"
)
NOTHING = NextStep(_("There is nothing here yet."), _("Add the first"))
_steps: dict[str, NextStep] = {}


def register(steps: Mapping[str, NextStep]) -> None:
    """`steps` by the names of their models in addresses: "agenda_topic"."""
    _steps.update(steps)


def next_step(request: HttpRequest, rows: "ChangeList") -> NextStep:
    """What to say instead of the rows of this list; its `address` is "" where this organiser may
    not go on. No query."""
    if rows.query or any(not name.endswith(THE_DIALOGUE) for name in rows.filter_params):
        return NARROWED
    step = _steps.get(f"{rows.opts.app_label}_{rows.opts.model_name}", NOTHING)
    address = _address(request, rows.model_admin, step) if step.link else ""
    return replace(step, address=address)


def _address(request: HttpRequest, admin: ModelAdmin, step: NextStep) -> str:
    if not step.page:
        form = f"admin:{admin.opts.app_label}_{admin.opts.model_name}_add"
        return reverse(form) if admin.has_add_permission(request) else ""
    if step.see and not request.user.has_perm(step.see):
        return ""
    key = chosen.key(request)
    if step.is_of_one:
        return reverse(f"admin:{step.page}", args=[key]) if key else ""
    return reverse(f"admin:{step.page}")
