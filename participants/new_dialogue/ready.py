"""“Ready to invite?”: what should be there before the first invitation goes out, each with the way
to where it is done."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogue.calendars import events
from dialogue.desk import parts
from dialogue.desk.parts import Check
from dialogue.health import heartbeats
from dialogue.mail import letter_kinds
from dialogue.mail.delivery.smtp import has_no_mail_server
from dialogue.mail.letter_kinds import TEST
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, user_of
from participants.models import Invitation
from participants.new_dialogue import making
from participants.states import Status

SEE = "participants.view_invitation"
LANGUAGES = [("en", gettext_lazy("in English")), ("vi", gettext_lazy("in Vietnamese"))]
MAIL_WORKER = "deliver_mail"
State = OutgoingMail.State


class TestForm(forms.Form):
    """Where the test letter goes."""

    test_to = forms.EmailField(label=gettext_lazy("Send a test letter to"))


def checks_of(request: HttpRequest, dialogue: Dialogue) -> list[Check]:
    """What participants and mail ask for. Eight queries."""
    settings = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    return [
        _status(request, dialogue, settings),
        _deadline(dialogue, settings),
        _contact(dialogue, settings),
        _both_languages(dialogue, settings),
        _leaving(),
        _tested(dialogue),
        *_categories(dialogue),
        _guests(dialogue),
        _reminders(dialogue),
        _wording(dialogue),
    ]


def _status(request, dialogue, settings):
    return Check(
        _("Status: confirmed"),
        dialogue.status == Dialogue.Status.CONFIRMED,
        settings,
        ""
        if dialogue.status == Dialogue.Status.CONFIRMED
        else _("Every letter and page says “%(status)s” until it is confirmed.")
        % {"status": dialogue.get_status_display()},
        is_needed=dialogue.is_off,
        act=_("Set to confirmed"),
        press="confirm" if _may_confirm(request, dialogue) else "",
    )


def _may_confirm(request, dialogue):
    """At once only while nobody has been invited: later there is somebody to be told."""
    may_change = request.user.has_perm("dialogue.change_dialogue")
    return may_change and dialogue.is_tentative and not _sent(dialogue)


def _sent(dialogue):
    return dialogue.invitations.active().filter(invited_at__isnull=False).count()


def _not_left(dialogue):
    """How many letters with an invitation are written and have not left."""
    kinds = letter_kinds.names(lambda kind: kind.brings_the_link)
    states = [*OutgoingMail.WAITING, State.NOT_SENT]
    return OutgoingMail.objects.filter(dialogue=dialogue, kind__in=kinds, state__in=states).count()


def _deadline(dialogue, settings):
    is_ahead = dialogue.reply_by_at > timezone.now()
    moment = formats.date_format(dialogue.local(dialogue.reply_by_at), "DATETIME_FORMAT")
    return Check(
        _("Reply deadline"),
        is_ahead,
        settings,
        moment if is_ahead else _("%(moment)s has passed.") % {"moment": moment},
    )


def _contact(dialogue, settings):
    return Check(
        _("Contact that letters name"),
        bool(dialogue.contact_name and dialogue.contact_email),
        settings,
        " · ".join(filter(None, [dialogue.contact_name, dialogue.contact_email])),
    )


def _both_languages(dialogue, settings):
    """A page in Vietnamese that names the venue in English is read as carelessness."""
    named = [
        (_("venue"), dialogue, "venue"),
        (_("contact"), dialogue, "contact_name"),
        *((str(body.get_part_display()), body, "name") for body in dialogue.institutions.all()),
    ]
    lacking = [
        f"{what} ({label})"
        for what, row, field in named
        for code, label in LANGUAGES
        if not getattr(row, f"{field}_{code}") and getattr(row, field)
    ]
    return Check(
        _("Names in both languages"),
        not lacking,
        settings,
        _("Still to come: %(what)s.") % {"what": ", ".join(map(str, lacking))} if lacking else "",
        is_needed=False,
    )


def _leaving():
    """Without a mail server, or with a worker that stands still, letters are only written."""
    note = ""
    if has_no_mail_server():
        note = _("No mail server is set up: letters are only stored here.")
    elif any(one.runner.name == MAIL_WORKER and one.is_missing for one in heartbeats.standing()):
        note = _("The program that sends letters is not running: letters wait until it does.")
    address = reverse("admin:outgoing_mail_queue")
    return Check(_("Letters leave by themselves"), not note, address, note, is_needed=False)


def _tested(dialogue):
    tests = OutgoingMail.objects.filter(dialogue=dialogue, kind=TEST.name)
    states = set(tests.values_list("state", flat=True))
    left, failed = states & {State.SENT}, states & {State.FAILED, State.BOUNCED}
    address = reverse("admin:mail_outgoingmail_changelist")
    note = _("No test letter has left yet.")
    if left:
        note = _("A test letter has left.")
    elif failed:
        note = _("The test letter did not arrive.")
    elif State.NOT_SENT in states or (states and has_no_mail_server()):
        note = _("The test letter was only stored here.")
    elif states:
        note = _("The test letter is on its way.")
    return Check(
        _("Sender tested"),
        bool(left),
        f"{address}?dialogue__id__exact={dialogue.pk}&kind={TEST.name}",
        note,
        is_needed=False,
    )


def _categories(dialogue):
    found = list(dialogue.categories.all())
    total = sum(category.target for category in found)
    address = reverse("admin:participants_category_changelist")
    address = f"{address}?dialogue__id__exact={dialogue.pk}"
    named = ", ".join(f"{category.name} {category.target}" for category in found)
    yield Check(_("Categories"), bool(found), address, named)
    if found:
        text = _("The targets add up to %(total)s, and there are %(seats)s seats.")
        yield Check(
            _("Targets add up to the seats"),
            total == dialogue.capacity,
            address,
            text % {"total": total, "seats": dialogue.capacity},
            is_needed=False,
        )


def _guests(dialogue):
    number = dialogue.invitations.active().count()
    text = ngettext(
        "%(n)s invitation is on the list.", "%(n)s invitations are on the list.", number
    )
    listed = reverse("admin:participants_invitation_changelist")
    address = f"{listed}?dialogue__id__exact={dialogue.pk}"
    return Check(
        _("Guests"),
        number > 0,
        address if number else reverse("admin:people_import"),
        text % {"n": number},
        act=_("Bring in the guests"),
    )


def _reminders(dialogue):
    number = dialogue.reminder_rules.filter(is_active=True).count()
    text = ngettext("%(n)s rule is active.", "%(n)s rules are active.", number)
    address = f"{reverse('admin:reminders')}?dialogue={dialogue.pk}"
    return Check(_("Reminders"), number > 0, address, text % {"n": number}, is_needed=False)


def _wording(dialogue):
    address = f"{reverse('admin:participants_letterwording_changelist')}"
    address = f"{address}?dialogue__id__exact={dialogue.pk}"
    number = dialogue.letter_wordings.count()
    text = ngettext(
        "%(n)s wording of your own; the others come with the project.",
        "%(n)s wordings of your own; the others come with the project.",
        number,
    )
    note = text % {"n": number} if number else _("The wording that comes with the project is used.")
    return Check(_("Wording of official letters"), True, address, note, is_needed=False)


@permission_required(SEE, raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The checks; a POST sends a test letter, or confirms the dialogue."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    if "confirm" in request.POST and _may_confirm(request, dialogue):
        dialogue.status = Dialogue.Status.CONFIRMED
        events.save_dialogue(dialogue)
        messages.success(request, _("The dialogue is confirmed."))
        return redirect("admin:ready_to_invite", pk)
    may_test = request.user.has_perm("participants.change_invitation")
    data = request.POST if "test_to" in request.POST else None
    form = TestForm(data, initial={"test_to": user_of(request).email})
    if "test_to" in request.POST and may_test and form.is_valid():
        making.send_test(dialogue, form.cleaned_data["test_to"])
        messages.success(request, _("The test letter is queued."))
        return redirect("admin:ready_to_invite", pk)
    found = parts.checks(request, dialogue)
    listed = reverse("admin:participants_invitation_changelist")
    statuses = set(dialogue.invitations.values_list("status", flat=True).distinct())
    waiting = next((one for one in [Status.DRAFT, Status.CLEARED] if one in statuses), "")
    of_status = f"&status__exact={waiting}" if waiting else ""
    return render_page(
        request,
        "admin/participants/new_dialogue/ready.html",
        Invitation,
        _("Ready to invite?"),
        dialogue,
        checks=found,
        missing=[check for check in found if check.is_needed and not check.is_done],
        sent=_sent(dialogue),
        not_left=_not_left(dialogue),
        waiting=waiting,
        invitations=f"{listed}?dialogue__id__exact={pk}{of_status}",
        form=form,
        may_test=may_test,
    )
