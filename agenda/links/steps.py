"""What the agenda adds to a delegate's checklist: calendar, roles, programme, information note."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from agenda.models import FeedReading, InformationNote
from agenda.releases import own_roles, unseen_changes
from dialogue.access.languages import in_this_language
from participants.links.preparation import Progress, Step, link
from participants.models import Invitation


def steps_of(invitation: Invitation) -> Iterable[Step]:
    """In the active language. Seven queries or so."""
    if invitation.has_a_calendar:
        yield _calendar(invitation)
    for number, own in enumerate(own_roles.shown_to(invitation)):
        yield _role(invitation, own, "" if number else "your-roles")
    if invitation.has_a_calendar:
        yield from _programme(invitation)
    if InformationNote.objects.filter(dialogue=invitation.dialogue_id).exists():
        yield Step(
            45,
            _("Information for participants"),
            _("What to do by when, the venue, visas, transport and more."),
            link("delegates_information", invitation),
            pgettext("a page", "Read"),
            Progress.OPEN,
        )


def _calendar(invitation):
    is_read = FeedReading.objects.filter(invitation=invitation).exists()
    return Step(
        10,
        _("Your calendar"),
        _("Your calendar is subscribed, and follows every change of the programme.")
        if is_read
        else _("Every session, with your roles in it; it follows the changes of the programme."),
        link("personal_calendar", invitation),
        pgettext("a page", "Open") if is_read else _("Add it to your calendar"),
        Progress.DONE if is_read else Progress.OPEN,
    )


def _role(invitation, own, anchor):
    role = own.role
    is_asked = role.is_open and not role.answered_at
    text = f"{own.session.title}: {role.get_state_display()}"
    if is_asked and role.answer_by_on:
        day = date_format(role.answer_by_on, "DATE_FORMAT")
        text = f"{text}. " + _("Please answer by %(day)s.") % {"day": day}
    address = reverse("delegate_role", kwargs={"token": invitation.token, "pk": role.pk})
    return Step(
        30,
        _("Your role: %(role)s") % {"role": role.get_kind_display()},
        text,
        in_this_language(address),
        _("Answer") if is_asked else pgettext("a page", "Open"),
        Progress.DUE if is_asked else Progress.DONE,
        anchor,
    )


def _programme(invitation):
    unseen = unseen_changes.since_seen(invitation)
    if unseen.newest is None:
        return
    number = unseen.newest.number
    if not unseen.is_due:
        text = _("You have seen version %(number)s; nothing has changed since.")
    elif unseen.changes:
        text = ngettext(
            "%(n)s session has changed since you last looked.",
            "%(n)s sessions have changed since you last looked.",
            len(unseen.changes),
        )
    elif unseen.seen:
        text = _("Version %(number)s is out: see what has changed.")
    else:
        text = _("Version %(number)s is out; you have not looked at it yet.")
    text %= {"number": number, "n": len(unseen.changes)}
    if new := len(unseen.papers):
        papers = ngettext("%(n)s new background paper.", "%(n)s new background papers.", new)
        has_more = unseen.changes or unseen.seen != unseen.newest
        text = f"{text} {papers % {'n': new}}" if has_more else papers % {"n": new}
    yield Step(
        40,
        _("The programme for delegates"),
        text,
        link("delegate_programme", invitation),
        pgettext("a page", "Read"),
        Progress.DUE if unseen.is_due else Progress.DONE,
    )
