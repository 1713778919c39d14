"""The status report for the hosts: where a dialogue stands today, on one page. It names nobody."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import formats, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dialogue.desk.front_page import Desk, desk_of
from dialogue.exports import pdf
from dialogue.models import Dialogue
from dialogue.templatetags.dialogue import days
from participants.desk import numbers, pictures
from participants.desk.numbers import Numbers

TEMPLATE = "status_report"
DEADLINES, TO_DO = 8, 8  # lines that leave room on one page


def write(request: HttpRequest, dialogue: Dialogue, language: str, made_at: datetime) -> bytes:
    """The report in this language as PDF, as of now. Raises Refused where no font has a letter."""
    with translation.override(language):
        data = sheet(desk_of(request, dialogue), numbers.of(dialogue), made_at)
    return pdf.render(TEMPLATE, data, made_at)


def sheet(desk: Desk, found: Numbers, made_at: datetime) -> dict[str, Any]:
    """What is printed, in the active language, as plain data."""
    dialogue = desk.dialogue
    institutions = [f"{each.name} ({each.part_in_words})" for each in dialogue.institutions.all()]
    moment = formats.date_format(dialogue.local(made_at), "DATETIME_FORMAT")
    return {
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "kind": _("Status report"),
        "title": dialogue.title,
        "author": dialogue.contact_name or dialogue.title,
        "notice": dialogue.status_notice,
        "as_of": _("As of %(moment)s") % {"moment": moment},
        "facts": [
            {
                "label": pgettext("report", "Days"),
                "text": days(dialogue.starts_on, dialogue.ends_on),
            },
            {"label": _("Place"), "text": dialogue.place or "–"},
            {"label": _("Status"), "text": capfirst(dialogue.get_status_display())},
            {"label": _("Institutions"), "text": "; ".join(institutions) or "–"},
        ],
        "figures": _figures(found),
        "funnel_heading": _("From list to seat"),
        "funnel": [
            {"label": bar.label, "number": bar.number, "note": bar.note}
            for bar in pictures.funnel(found)
        ],
        **_tables(found),
        **_lists(desk),
    }


def _figures(found):
    seats = found.seats
    return [
        {"label": _("seats"), "number": seats.capacity},
        {"label": _("accepted"), "number": seats.taken},
        {"label": _("reserved by offers"), "number": seats.reserved},
        {"label": _("free"), "number": seats.free},
    ]


def _tables(found):
    here = [tally for tally in pictures.countries_in_order(found) if tally.held]
    return {
        "categories": {
            "heading": _("Seats by category"),
            "columns": [_("Category"), _("Taken"), _("Reserved"), _("Target")],
            "rows": [
                [str(own.label), str(own.taken), str(own.reserved), str(own.target)]
                for own in found.categories
            ],
        },
        "countries": {
            "heading": _("Seats by country"),
            "none": _("Nobody has been invited yet."),
            "rows": [
                _("%(country)s: %(taken)s taken, %(reserved)s reserved")
                % {"country": own.label, "taken": own.taken, "reserved": own.reserved}
                for own in here
            ],
        },
    }


def _lists(desk):
    to_do = [item for _group, items in desk.groups for item in items if item.for_hosts]
    lines = [line for line in desk.lines if line.deadline.for_hosts]
    return {
        "deadlines": {
            "heading": _("Deadlines"),
            "none": _("No deadline lies ahead."),
            "rows": [
                {
                    "day": formats.date_format(line.deadline.on),
                    "what": line.deadline.what,
                    "left": line.left,
                    "is_late": line.days < 0 and not line.deadline.pause,
                }
                for line in lines[:DEADLINES]
            ],
        },
        "to_do": {
            "heading": _("To be done"),
            "none": _("Nothing to do."),
            "rows": [f"{item.number} {item.what}" for item in to_do[:TO_DO]],
        },
    }
