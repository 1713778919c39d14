"""What organisers do with letters to those whom no email reaches: print them or read them out, and
record that they have been handed over."""

from django.contrib.auth.models import AnonymousUser, User
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from dialogue.mail import handing_over
from dialogue.mail.forms import HandOverForm
from dialogue.mail.models import OutgoingMail
from dialogue.mail.queue.bulk_action import MailAction, Mails

State = OutgoingMail.State


class Print(MailAction):
    """What leads to the letters as they are printed, for those who may read letters: they show what
    opens something."""

    def fits(self, user: User | AnonymousUser, mail: OutgoingMail) -> bool:
        return super().fits(user, mail) and user.has_perm("mail.read_outgoingmail")

    def legal(self, request: HttpRequest, chosen: Mails) -> Mails:
        return super().legal(request, chosen) & OutgoingMail.objects.readable_by(request.user)

    def carry_out(self, request: HttpRequest, legal: Mails, form: Form | None) -> str:  # type: ignore[override]
        """Note who prints, then show the pages."""
        keys = ",".join(str(key) for key in legal.values_list("pk", flat=True))
        super().carry_out(request, legal, form)
        return f"{reverse('admin:outgoing_mail_print')}?ids={keys}"


def _print(_mails, _user, _typed):
    return iter(())


def _hand_over(mails, user, typed):
    number = handing_over.hand_over(mails, user, typed["how"], typed["to"], typed["at"])
    text = ngettext(
        "%(n)d letter has been recorded as handed over.",
        "%(n)d letters have been recorded as handed over.",
        number,
    )
    yield text % {"n": number}


PRINT = Print(
    name="print",
    question=gettext_lazy(
        "Print these letters, or read them out? The pages show the personal links, so give each to "
        "its recipient only."
    ),
    button=gettext_lazy("Print or read out"),
    states=frozenset({State.TO_HAND_OVER}),
    act=_print,
)
HAND_OVER = MailAction(
    name="hand-over",
    question=gettext_lazy("Record these letters as handed over?"),
    button=gettext_lazy("Record as handed over"),
    states=frozenset({State.TO_HAND_OVER}),
    act=_hand_over,
    form_class=HandOverForm,
)
