"""The register of data requests and breaches on the organisers' front page: it is of no dialogue,
so it is there whichever is chosen, and also where none is."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access.open_rows import open_to
from dialogue.desk import chosen
from dialogue.desk.parts import Group, ToDo
from participants.models import DataRequest
from participants.personal_data import register

SEE, CHANGE = "participants.view_datarequest", "participants.change_datarequest"


def to_do(request: HttpRequest) -> ToDo | None:
    """What is open, by when the first of it is due, and whether more is late; None where nothing
    is, or for those who may not see the register. One query."""
    if not request.user.has_perm(SEE):
        return None
    rows = list(open_to(request.user, DataRequest.objects.unsettled()).order_by("due_at", "pk"))
    if not rows:
        return None
    now = timezone.now()
    late = sum(row.due_at < now for row in rows)
    first = f"{rows[0].reference}: {register.standing(rows[0], now).text}"
    count = ngettext("%(n)s is late", "%(n)s are late", late) % {"n": late}
    address = reverse("admin:participants_datarequest_changelist")
    return ToDo(
        len(rows),
        ngettext("data request or breach is open", "data requests or breaches are open", len(rows)),
        f"{address}?standing=open",
        _("Deal with it") if request.user.has_perm(CHANGE) else _("Look"),
        Group.DECIDE,
        note=f"{first}; {count}" if late > 1 else first,
        see=SEE,
        for_hosts=False,
        act_right=CHANGE,
        is_late=bool(late),
    )


def without_dialogue(request: HttpRequest, _row: None) -> dict[str, Any]:
    """For the front page where no dialogue is chosen, so that no desk says it."""
    return {"item": None if chosen.dialogue(request) else to_do(request)}
