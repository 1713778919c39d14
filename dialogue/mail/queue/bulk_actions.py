"""What organisers do with emails, one, many or a whole wave: hold, release, schedule, cancel,
resend, copy, test. Looking changes nothing; each page asks before it acts."""

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from dialogue.mail import attachments, bounces, editing, outbox
from dialogue.mail.forms import AttachForm, HoldForm, MomentForm
from dialogue.mail.models import OutgoingMail
from dialogue.mail.queue.bulk_action import MailAction, Mails
from dialogue.mail.queue.hand_over_pages import HAND_OVER, PRINT
from dialogue.pages.base import user_of

State = OutgoingMail.State


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


def _attach(mails, _user, typed):
    number = len(mails)
    attachments.attach(mails, typed["attached"])
    text = ngettext(
        "The files go out with %(n)d email.", "The files go out with %(n)d emails.", number
    )
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
    states=frozenset({State.DRAFT, State.ON_HOLD, State.QUEUED}),
    act=_schedule,
    form_class=MomentForm,
)
ATTACH = MailAction(
    name="attach",
    question=gettext_lazy("Attach files to these emails?"),
    button=gettext_lazy("Attach files"),
    states=frozenset(OutgoingMail.WAITING),
    act=_attach,
    form_class=AttachForm,
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
ACTIONS = [HOLD, RELEASE, SCHEDULE, ATTACH, CANCEL, RESEND, COPY, PRINT, HAND_OVER, SEND_TEST]


def actions_for(user: User | AnonymousUser, mail: OutgoingMail) -> list[MailAction]:
    """What this organiser can do with this email now."""
    if not user.has_perm(MailAction.permission):
        return []
    return [action for action in ACTIONS if action.fits(user, mail)]
