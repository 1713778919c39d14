"""What came in and waits for a decision, each as a number that opens its list."""

from django.db.models import Count, F, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access.open_rows import open_to
from dialogue.desk.parts import Group, ToDo
from dialogue.models import Dialogue
from participants.desk import data_requests
from participants.incoming_kinds import Kind
from participants.models import DataRequest, DetailsChange, IncomingMail, Nomination

SEE_MAIL, CHANGE_MAIL = "participants.view_incomingmail", "participants.change_incomingmail"
SEE_CHANGES = "participants.view_detailschange"
SEE_LETTERS = "participants.view_incomingletter"


def to_do(request: HttpRequest, dialogue: Dialogue) -> list[ToDo]:
    """What came in and waits, as far as this organiser may see it. One query, and one more
    where a data request is open."""
    found = _waiting(request, dialogue)
    messages = reverse("admin:participants_incomingmail_changelist")
    from_calendars = found.get(Kind.REPLY, 0) + found.get(Kind.NOTE, 0)
    others = sum(found.get(kind, 0) for kind in Kind) - from_calendars
    names = found.get("names", 0)
    requests = data_requests.to_do(request) if found.get("requests") else None
    return [
        ToDo(
            from_calendars,
            ngettext(
                "answer from a calendar to confirm",
                "answers from calendars to confirm",
                from_calendars,
            ),
            f"{messages}?state__exact=new&kind__in={Kind.REPLY},{Kind.NOTE}",
            _("Decide"),
            Group.DECIDE,
            see=SEE_MAIL,
            for_hosts=False,
            act_right=CHANGE_MAIL,
        ),
        ToDo(
            others,
            ngettext("message to read", "messages to read", others),
            f"{messages}?state__exact=new&kind__in="
            f"{Kind.LETTER},{Kind.BOUNCE},{Kind.AUTOMATIC_REPLY}",
            _("Read"),
            Group.DECIDE,
            see=SEE_MAIL,
            for_hosts=False,
            act_right=CHANGE_MAIL,
        ),
        ToDo(
            names,
            ngettext(
                "name has not been found in an official letter",
                "names have not been found in an official letter",
                names,
            ),
            reverse("admin:letters_in", args=[dialogue.pk]),
            _("Compare"),
            Group.DECIDE,
            see=SEE_LETTERS,
            for_hosts=False,
            act_right="participants.change_incomingletter",
        ),
        _changes(dialogue, found.get("changes", 0)),
        *([requests] if requests else []),
    ]


def _changes(dialogue, number):
    """Of delegates' details, after the last day for it."""
    address = reverse("admin:participants_detailschange_changelist")
    return ToDo(
        number,
        ngettext(
            "change of a delegate’s details to decide on",
            "changes of delegates’ details to decide on",
            number,
        ),
        f"{address}?invitation__dialogue__id__exact={dialogue.pk}&standing=waiting",
        _("Decide"),
        Group.DECIDE,
        see=SEE_CHANGES,
        for_hosts=False,
        act_right="participants.change_detailschange",
    )


def _waiting(request, dialogue):
    """{kind of message, or "names", "changes", "requests": number} of what this organiser
    may see. One query."""
    user, parts = request.user, []
    if user.has_perm(SEE_MAIL):
        mails = IncomingMail.objects.waiting().about(dialogue).order_by()
        parts.append(mails.values(what=F("kind")).annotate(number=Count("pk")))
    if user.has_perm(SEE_LETTERS) and dialogue.is_ahead:
        names = Nomination.objects.without_letter().filter(invitation__dialogue=dialogue)
        parts.append(_counted(names, "names"))
    if user.has_perm(SEE_CHANGES) and dialogue.is_ahead:
        changes = DetailsChange.objects.waiting().filter(invitation__dialogue=dialogue)
        parts.append(_counted(changes, "changes"))
    if user.has_perm(data_requests.SEE):
        unsettled = open_to(user, DataRequest.objects.unsettled())
        parts.append(_counted(unsettled, "requests"))
    parts = [part.values_list("what", "number") for part in parts]
    return dict(parts[0].union(*parts[1:], all=True)) if parts else {}


def _counted(rows, what):
    return rows.order_by().values(what=Value(what)).annotate(number=Count("pk"))
