"""The organisers' page of calendars: which program holds which version, whose calendar is behind, a
letter to those; and the organiser's own calendar of deadlines. Looking changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.feeds import health
from agenda.models import OrganisersCalendar, Session
from dialogue.access import sent
from dialogue.calendars import subscription_links
from dialogue.mail.queue.letter_preview import LETTERS_SHOWN, show_letter
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page
from dialogue.pages.selection import chosen_keys
from participants.models.delegations import new_key

PER_PAGE = 50  # delegates


@permission_required("participants.view_invitation", raise_exception=True)
def calendars_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialogue's calendars in use; on POST, make, renew or revoke the user's own address."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    if request.method == "POST":
        _change_own(dialogue, request.user, sent.text(request.POST, "act"))
        return redirect(_address(dialogue) + "#own")
    own = OrganisersCalendar.objects.filter(dialogue=dialogue, user=request.user.pk).first()
    https = subscription_links.address("calendar_organisers", token=own.token) if own else ""
    found, coming = health.of(dialogue), health.coming(dialogue)
    # Of thousands, only keys are sorted; of those on the page, the rest is read.
    keys = Paginator(coming.values_list("pk", flat=True), PER_PAGE)
    page = keys.get_page(sent.number(request.GET, "page"))
    shown = coming.with_people().filter(pk__in=list(page))
    with timezone.override(dialogue.tz):
        return render_page(
            request,
            "admin/agenda/session/calendars.html",
            Session,
            _("Calendars in use"),
            dialogue,
            health=found,
            page=page,
            delegates=found.delegates(shown),
            own=own,
            ways=subscription_links.ways(https, dialogue.title) if own else None,
            may_write=request.user.has_perm("participants.change_invitation"),
        )


def _change_own(dialogue, user, act):
    rows = OrganisersCalendar.objects.filter(dialogue=dialogue, user=user)
    if act == "revoke":
        rows.delete()
    elif act == "make":
        OrganisersCalendar.objects.update_or_create(
            dialogue=dialogue, user=user, defaults={"key": new_key(), "made_at": timezone.now()}
        )


@permission_required("participants.change_invitation", raise_exception=True)
def write_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the letter to each of those chosen, or to all whose calendars are behind; on POST, write
    to them."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    chosen = set(chosen_keys(request))
    if request.method == "POST":
        written = health.write_to(dialogue, chosen)
        text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", written)
        messages.success(request, text % {"n": written})
        return redirect(_address(dialogue))
    behind = {standing.key for standing in health.of(dialogue).to_be_written_to}
    chosen = chosen & behind if chosen else behind
    letters = health.previews(dialogue, chosen, LETTERS_SHOWN)
    return render_page(
        request,
        "admin/agenda/session/write_to_calendars.html",
        Session,
        _("Email the people whose calendars are out of date?"),
        dialogue,
        letters=letters,
        letters_not_shown=len(chosen) - len(letters),
        number=len(chosen),
        ids=",".join(map(str, sorted(chosen))),
        back=_address(dialogue),
    )


@permission_required("participants.change_invitation", raise_exception=True)
def letter(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """The HTML of that letter to one delegate, for a frame."""
    for _delegate, (_subject, _text, html) in health.previews(
        open_or_404(request, Dialogue, pk=pk), {invitation}
    ):
        return show_letter(html)
    raise Http404


def _address(dialogue):
    return reverse("admin:calendars", args=[dialogue.pk])
