"""What organisers do with emails, one, many or a whole wave: hold, release, schedule, cancel,
resend, copy, test. Looking changes nothing; each page asks before it acts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dialogue.access import sent
from dialogue.mail import bounces, editing, outbox
from dialogue.mail.forms import HoldForm, MomentForm
from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet, Wave
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, user_of
from dialogue.pages.bulk_action import BulkAction

State = OutgoingMail.State
Mails = OutgoingMailQuerySet
EMAILS_SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class MailAction(BulkAction[Mails, Mails]):
    """What can be done with emails in some `states`. They are named by their keys, or by the wave
    to which they belong.

    `act(mails, user, typed)` does it and yields the sentences to say; `typed` is what was typed
    into the form of `form_class`, if there is one.
    """

    states: frozenset[OutgoingMail.State]
    act: Callable[[Mails, User, dict[str, Any]], Iterator[str]]
    form_class: type[Form] | None = None

    model = OutgoingMail
    permission = "mail.change_outgoingmail"
    template = "admin/mail/outgoingmail/bulk_action.html"

    def fits(self, user: User | AnonymousUser, mail: OutgoingMail) -> bool:
        """Whether this organiser can do it with this email now."""
        return mail.state in self.states

    def chosen(self, request: HttpRequest, keys: list[int]) -> Mails:
        shown, wave = OutgoingMail.objects.shown_to(request.user), _wave(request)
        return shown.filter(wave=wave) if wave else shown.filter(pk__in=keys)

    def legal(self, request: HttpRequest, chosen: Mails) -> Mails:
        return chosen.filter(state__in=self.states)

    def dialogue_of(self, legal: Mails) -> Dialogue | None:
        first = legal.select_related("dialogue").first()
        return first.dialogue if first else None

    def form(self, request: HttpRequest, legal: Mails) -> Form | None:
        is_typed = "confirmed" in request.POST
        return self.form_class(request.POST if is_typed else None) if self.form_class else None

    def preview(
        self, request: HttpRequest, chosen: Mails, legal: Mails, form: Form | None
    ) -> dict[str, Any]:
        """The emails, and how many of those chosen are left out."""
        wave, number = _wave(request), legal.count()
        keys = [] if wave else chosen.values_list("pk", flat=True)
        return {
            "clock": self.dialogue_of(legal),
            "wave": wave,
            "ids": ",".join(str(key) for key in keys),
            "number": number,
            "others": chosen.count() - number,
            "mails": legal[:EMAILS_SHOWN],
        }

    @transaction.atomic
    def carry_out(self, request: HttpRequest, legal: Mails, form: Form | None) -> None:
        """Do it, say so, and note in each email's history who did."""
        affected = list(legal.only("subject", "to_name"))
        user, typed = user_of(request), form.cleaned_data if form else {}
        for sentence in self.act(legal, user, typed):
            messages.success(request, sentence)
        LogEntry.objects.log_actions(user.pk, affected, CHANGE, str(self.button))

    def address_afterwards(self, request: HttpRequest, chosen: Mails) -> str:
        """The one email, the list, or the list of the wave."""
        if wave := _wave(request):
            return f"{reverse('admin:mail_outgoingmail_changelist')}?wave__id__exact={wave.pk}"
        return super().address_afterwards(request, chosen)


class RepeatAction(MailAction):
    """What writes a letter once more; never one that holds a secret."""

    def fits(self, user: User | AnonymousUser, mail: OutgoingMail) -> bool:
        return super().fits(user, mail) and mail.kind not in editing.secret_kinds()

    def legal(self, request: HttpRequest, chosen: Mails) -> Mails:
        return super().legal(request, chosen).exclude(kind__in=editing.secret_kinds())


class SendTest(RepeatAction):
    """What sends a letter to the organiser, who must be allowed to read it."""

    def obstacle(self, request: HttpRequest) -> str:
        if user_of(request).email:
            return ""
        return _(
            "Your account has no email address. Please ask for one to be added, then come back."
        )

    def fits(self, user: User | AnonymousUser, mail: OutgoingMail) -> bool:
        return super().fits(user, mail) and user.has_perm("mail.read_outgoingmail")

    def legal(self, request: HttpRequest, chosen: Mails) -> Mails:
        readable = OutgoingMail.objects.readable_by(request.user)
        return super().legal(request, chosen) & readable


def _wave(request):
    """The wave that the page names, if it names emails by their wave."""
    for asked in [request.POST, request.GET]:
        if sent.text(asked, "wave"):
            return open_or_404(request, Wave, pk=sent.number(asked, "wave"))
    return None


def _hold(mails, _user, typed):
    number = outbox.hold(mails, typed["reason"])
    text = ngettext(
        "%(n)d email has been put on hold.", "%(n)d emails have been put on hold.", number
    )
    yield text % {"n": number}


def _release(mails, _user, _typed):
    number, blocked = outbox.release(mails)
    text = ngettext("%(n)d email has been released.", "%(n)d emails have been released.", number)
    yield text % {"n": number}
    if blocked:
        text = ngettext(
            "%(n)d email remains on hold because its address is blocked.",
            "%(n)d emails remain on hold because their addresses are blocked.",
            blocked,
        )
        yield text % {"n": blocked}


def _schedule(mails, _user, typed):
    number = outbox.schedule(mails, typed["moment"])
    text = ngettext("%(n)d email has been scheduled.", "%(n)d emails have been scheduled.", number)
    yield text % {"n": number}


def _cancel(mails, _user, _typed):
    number = outbox.cancel(mails)
    text = ngettext("%(n)d email has been cancelled.", "%(n)d emails have been cancelled.", number)
    yield text % {"n": number}


def _resend(mails, _user, _typed):
    blocked = list(bounces.to_blocked(mails).values_list("pk", flat=True))
    if number := outbox.resend(mails.exclude(pk__in=blocked)):
        text = ngettext(
            "%(n)d email has been queued again.", "%(n)d emails have been queued again.", number
        )
        yield text % {"n": number}
    if blocked:
        text = ngettext(
            "%(n)d email was not sent again, because nobody is at its address. Correct the address "
            "of the person, then send the invitation again from its page.",
            "%(n)d emails were not sent again, because nobody is at their addresses. Correct the "
            "addresses of the people, then send the invitations again from their pages.",
            len(blocked),
        )
        yield text % {"n": len(blocked)}


def _copy(mails, _user, _typed):
    number = editing.copy(mails)
    text = ngettext("%(n)d copy is on its way.", "%(n)d copies are on their way.", number)
    yield text % {"n": number}


def _test(mails, user, _typed):
    for mail in mails:
        editing.write_test(mail, user)
    yield _("A test is on its way to %(address)s.") % {"address": user.email}


HOLD = MailAction(
    name="hold",
    question=gettext_lazy("Put these emails on hold until somebody releases them?"),
    button=pgettext_lazy("mail", "Hold"),
    states=frozenset({State.QUEUED}),
    act=_hold,
    form_class=HoldForm,
)
RELEASE = MailAction(
    name="release",
    question=gettext_lazy("Release these emails?"),
    button=pgettext_lazy("mail", "Release"),
    states=frozenset({State.DRAFT, State.ON_HOLD}),
    act=_release,
)
SCHEDULE = MailAction(
    name="schedule",
    question=gettext_lazy("Schedule these emails for a later time?"),
    button=pgettext_lazy("mail", "Send later"),
    states=frozenset(OutgoingMail.WAITING),
    act=_schedule,
    form_class=MomentForm,
)
CANCEL = MailAction(
    name="cancel",
    question=gettext_lazy("Cancel these emails? Nobody will receive them."),
    button=pgettext_lazy("mail", "Cancel sending"),
    states=frozenset(OutgoingMail.WAITING),
    act=_cancel,
)
RESEND = MailAction(
    name="resend",
    question=gettext_lazy(
        "Try to send these emails again? They go unchanged to the addresses that are written on "
        "them; anyone who has already received one will not get it twice. Where an address was "
        "wrong, correct the person and write the letter again instead."
    ),
    button=gettext_lazy("Try to send again"),
    states=frozenset({State.FAILED, State.BOUNCED, State.NOT_SENT}),
    act=_resend,
)
COPY = RepeatAction(
    name="copy",
    question=gettext_lazy(
        "Send these emails a second time? They have gone out already: their recipients get the "
        "same letter twice. Revoked links stay revoked."
    ),
    button=gettext_lazy("Send a second time"),
    states=frozenset({State.SENT, State.BOUNCED}),
    act=_copy,
)
SEND_TEST = SendTest(
    name="test",
    question=gettext_lazy("Send a test of this letter to yourself?"),
    button=gettext_lazy("Send a test to myself"),
    states=frozenset(State),
    act=_test,
)
ACTIONS = [HOLD, RELEASE, SCHEDULE, CANCEL, RESEND, COPY, SEND_TEST]


def actions_for(user: User | AnonymousUser, mail: OutgoingMail) -> list[MailAction]:
    """What this organiser can do with this email now."""
    if not user.has_perm(MailAction.permission):
        return []
    return [action for action in ACTIONS if action.fits(user, mail)]
