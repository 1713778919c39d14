"""What every action with emails has in common: which emails are meant, and what its page shows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from dialogue.access import sent
from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet, Wave
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, user_of
from dialogue.pages.bulk_action import BulkAction

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

    def way_out(self, keys: Sequence[int]) -> str:
        """The email, or the queue."""
        return super().way_out(keys) if len(keys) == 1 else reverse("admin:outgoing_mail_queue")

    def dialogue_of(self, legal: Mails) -> Dialogue | None:
        first = legal.select_related("dialogue").first()
        return first.dialogue if first else None

    def form(self, request: HttpRequest, legal: Mails) -> Form | None:
        is_typed = "confirmed" in request.POST
        if self.form_class is None:
            return None
        return self.form_class(request.POST, request.FILES) if is_typed else self.form_class()

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


def _wave(request):
    """The wave that the page names, if it names emails by their wave."""
    for asked in [request.POST, request.GET]:
        if sent.text(asked, "wave"):
            return open_or_404(request, Wave, pk=sent.number(asked, "wave"))
    return None
