"""What organisers do with invitations, one or many: each action asks first, on a page that shows
whom it affects. "Send a reminder" is in reminders/, "Offer a seat" in seating/.
"""

from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.access import sent
from dialogue.access.open_rows import open_to
from dialogue.mail import outbox
from dialogue.mail.forms import SendingForm
from dialogue.mail.queue.letter_preview import LETTERS_SHOWN, show_letter
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, user_of
from dialogue.pages.bulk_action import BulkAction
from dialogue.pages.selection import chosen_keys
from dialogue.refusals import Refused
from participants.letters import institutions, letters
from participants.models import Invitation, Person, find_known_people
from participants.states import HAS_A_LINK, TRANSITIONS, Verb
from participants.workflow import attendance, bulk_job, seats, sending, transitions
from participants.workflow.seats import Seats
from participants.workflow.transitions import Actor

Invitations = QuerySet[Invitation] | Sequence[Invitation]
Refusals = dict[str, list[Invitation]]
Letters = list[tuple[Invitation, str, str, str]]  # (invitation, subject, text, HTML)


@dataclass(frozen=True, kw_only=True)
class InvitationAction(BulkAction):
    """A verb as organisers use it: act(invitation, by: Actor, reason=…) is called for each person,
    and may raise Refused."""

    act: Callable[..., Any]
    verbs: tuple[Verb, ...] = ()
    asks_reason: bool = False
    # For actions that move nothing in the table, or not always: a question to the invitation …
    condition: Callable[[Invitation], bool] | None = None
    # … or, where it takes a query, to several at once: the keys of those for which it is so.
    among: Callable[[Invitations], Container[int]] | None = None
    # The states in which that can be so.
    within: frozenset[str] = HAS_A_LINK
    # What it takes, as a sentence, where the state of an invitation alone does not say it.
    needs: str | Promise = ""
    # Only once the dialogue has begun.
    since_first_day: bool = False

    # What is said once it is done: a sentence by ngettext_lazy, with %(n)d people.
    done: Any = None

    # The state of which the list is shown afterwards, where several were chosen: the next step.
    leads_to: str = ""

    model = Invitation
    permission = "participants.change_invitation"
    template = "admin/participants/invitation/bulk_action.html"

    def possible(self, chosen: Invitations) -> list[Invitation]:
        """Those of these invitations for which it is legal; at most two queries."""
        if self.among is not None:
            keys = self.among(chosen)
            return [invitation for invitation in chosen if invitation.pk in keys]
        if self.condition is not None:
            return [invitation for invitation in chosen if self.condition(invitation)]
        return [
            invitation
            for invitation in chosen
            if self.fits_some({invitation.status})
            and (not self.since_first_day or attendance.may_be_recorded(invitation.dialogue))
        ]

    def fits_some(self, statuses: set[str]) -> bool:
        """Whether it may be legal for an invitation in one of these states."""
        if not self.verbs:
            return bool(self.within & statuses)
        return any((verb, status) in TRANSITIONS for verb in self.verbs for status in statuses)

    def address_afterwards(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> str:
        """The one row; or the list, of those with which it goes on where an action says so."""
        address = super().address_afterwards(request, chosen)
        dialogues = {invitation.dialogue_id for invitation in chosen}
        if not self.leads_to or len(chosen) < 2 or len(dialogues) > 1:
            return address
        return f"{address}?dialogue__id__exact={dialogues.pop()}&status__exact={self.leads_to}"

    def query_afterwards(self, query: str, chosen: QuerySet[Invitation]) -> str:
        """On a list of one state that all of them have left, they are found where they went; the
        other filters stay."""
        filters = QueryDict(query, mutable=True)
        if not self.leads_to or "status__exact" not in filters:
            return query
        if set(chosen.values_list("status", flat=True).order_by()) == {self.leads_to}:
            filters["status__exact"] = self.leads_to
        return filters.urlencode()

    def keys(self, request: HttpRequest) -> list[int]:
        """The invitations that the request names, or all of ?dialogue= that are in ?status=."""
        if named := super().keys(request):
            return named
        dialogues, status = sent.numbers(request.GET, "dialogue"), sent.text(request.GET, "status")
        found = Invitation.objects.filter(dialogue__in=dialogues, status=status)
        return list(found.values_list("pk", flat=True))

    def chosen(self, request: HttpRequest, keys: list[int]) -> QuerySet[Invitation]:
        rows = Invitation.objects.with_people().prefetch_related("nominations")
        return open_to(request.user, rows.filter(pk__in=keys).in_protocol_order())

    def legal(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> list[Invitation]:
        return self.possible(chosen)

    def preview(
        self, request: HttpRequest, chosen: Invitations, legal: Invitations, form: Any
    ) -> dict:
        """The people, and those of the chosen who are left out."""
        waiting = [row.open_nomination for row in legal if row.open_nomination]
        possible = {invitation.pk for invitation in legal}
        find_known_people(waiting, open_to(request.user, Person.objects.all()))
        return {
            "legal": legal,
            "reason": sent.text(request.POST, "reason"),
            "refused": [row for row in chosen if row.pk not in possible],
            "over_targets": seats.over_targets(list(legal), self.leads_to) if self.leads_to else [],
            "ids": ",".join(str(invitation.pk) for invitation in legal),
        }

    @transaction.atomic
    def carry_out(self, request: HttpRequest, legal: Invitations, form: Any) -> str | None:
        """One transaction for all, so that no letter leaves before the last one is written: several
        seats of one institution make one letter. For many people a worker does it, in batches, and
        meanwhile others answer."""
        if len(legal) > bulk_job.LONG:
            how = sending.as_typed_into(form)
            reason = sent.text(request.POST, "reason")
            job = bulk_job.start(user_of(request), self.name, legal, reason, how)
            return reverse("admin:dialogue_job_change", args=[job.pk])
        done, refusals = self.act_on_each(request, legal, form)
        if done:
            self.say_done(request, done, form)
        for refusal, refused in refusals.items():
            names = ", ".join(str(invitation.who) for invitation in refused)
            text = _("Not done for %(names)s. %(why)s")
            messages.error(request, text % {"names": names, "why": refusal})
        return None

    def act_on_each(
        self, request: HttpRequest, legal: Invitations, form: Any
    ) -> tuple[int, Refusals]:
        """(for how many it was done, {why it was not: the others})"""
        by = transitions.organiser(request.user)
        return self.do(legal, by, sent.text(request.POST, "reason"))

    def do(self, legal: Invitations, by: Actor, reason: str) -> tuple[int, Refusals]:
        """Do it to each of these; return the same as `act_on_each`."""
        done = 0
        refusals: Refusals = {}
        with letters.one_per_institution():
            for invitation in legal:
                try:
                    self.act(invitation, by, reason=reason)
                    done += 1
                except Refused as refusal:
                    refusals.setdefault(str(refusal), []).append(invitation)
        return done, refusals

    def say_done(self, request: HttpRequest, number: int, form: Any) -> None:
        """Say for how many people it was done."""
        messages.success(request, self.in_words(number))

    def in_words(self, number: int) -> str:
        """That it was done for so many people, as a sentence."""
        text = self.done or ngettext(
            "%(step)s: done for %(n)d person.", "%(step)s: done for %(n)d people.", number
        )
        return str(text % {"step": self.button, "n": number})


@dataclass(frozen=True, kw_only=True)
class LetterAction(InvitationAction):
    """An action whose letter is shown before it goes out. Letters about one dialogue may go out as
    a wave, which has the name `wave` and a number until somebody calls it otherwise."""

    wave: str | Promise
    letters_to: Callable[[Invitations], Letters]
    letter_view: str  # the address of one letter's HTML, for a frame
    takes_seats: bool = False
    keeps_ticks: bool = False  # what has left is not sent a second time by a slip

    def form(self, request: HttpRequest, legal: Invitations) -> SendingForm | None:
        return sending.form_for(request, self.wave, legal)

    def preview(
        self, request: HttpRequest, chosen: Invitations, legal: Invitations, form: Any
    ) -> dict:
        """The letters too, as they would go out with what was typed."""
        how = sending.as_typed_into(form)
        if how:
            sending.remember(request, form)
        with outbox.sending(how):
            shown = self.letters_to(legal)
        firsts = institutions.first_of_each(legal)
        return {
            **super().preview(request, chosen, legal, form),
            "letters": shown,
            "each_letter": firsts,
            "letters_not_shown": max(0, len(firsts) - len(shown)),
            "to_hand_over": [row for row in legal if not row.addressee.email],
            "is_typed": how is not None,
            "seats": _seats_before_and_after(legal) if self.takes_seats else [],
        }

    def act_on_each(
        self, request: HttpRequest, legal: Invitations, form: Any
    ) -> tuple[int, Refusals]:
        """The letters belong to one wave, which is kept only if there are any."""
        how = sending.as_typed_into(form)
        if how is None:
            return super().act_on_each(request, legal, form)
        how.wave.save()
        with outbox.sending(how):
            result = super().act_on_each(request, legal, form)
        if not how.wave.mails.exists():
            how.wave.delete()
        return result

    def say_done(self, request: HttpRequest, number: int, form: Any) -> None:
        """With where the letters are now."""
        how = sending.as_typed_into(form)
        parts = [self.in_words(number), *(sending.on_their_way(request, how) if how else [])]
        messages.success(request, format_html_join(" ", "{}", [(part,) for part in parts]))
        if how:
            sending.tell(request, how)


def _seats_before_and_after(
    chosen: Invitations,
) -> list[tuple[Dialogue, Seats, Seats, bool, bool]]:
    """[(dialogue, its seats, its seats with the chosen offered one, whether all get one, whether
    its reply deadline has passed)]"""
    before_and_after = []
    for dialogue, number in Counter(invitation.dialogue for invitation in chosen).items():
        now = seats.count(dialogue)
        then, is_enough = now.after_offering(number), number <= now.may_be_offered
        has_passed = dialogue.reply_by_at <= timezone.now()
        before_and_after.append((dialogue, now, then, is_enough, has_passed))
    return before_and_after


def invitation_letters(shown: Invitations) -> Letters:
    """The letters that invite these people, as they would go out now: the first LETTERS_SHOWN.
    Several seats of an institution are one letter."""
    firsts = institutions.first_of_each(shown)[:LETTERS_SHOWN]
    return [(invitation, *letters.preview(invitation, shown)) for invitation in firsts]


@permission_required("participants.change_invitation", raise_exception=True)
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of the invitation as it would go out now, for a frame; about all seats of an
    institution that ?ids= names too."""
    invitation = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    seats_too = Invitation.objects.none()
    if invitation.delegation_id and "ids" in request.GET:
        seats_too = Invitation.objects.with_people().filter(
            delegation=invitation.delegation_id, pk__in=chosen_keys(request)
        )
    with sending.as_typed(request, invitation.dialogue):
        return show_letter(letters.preview(invitation, list(seats_too))[2])
