"""The balance board and the reserve list in the admin site. Looking changes nothing; people are
moved on the list, and offered a freed seat, by POST."""

from collections import Counter, defaultdict

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogue.access import sent
from dialogue.mail.queue.letter_preview import show_letter
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission
from dialogue.refusals import Refused
from participants.letters import letters
from participants.models import Invitation
from participants.seating import balance, reserve, waiting_list
from participants.seating.forms import OfferForm
from participants.workflow import invitations, seats, transitions

STEPS = {"up": -1, "down": 1}
PER_PAGE = 50  # of those who wait


@permission_required("participants.view_invitation", raise_exception=True)
def balance_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is invited, accepted and may still come, against the targets, as bars and numbers."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    board = balance.board(dialogue)
    return render_page(
        request,
        "admin/participants/invitation/balance.html",
        Invitation,
        _("Balance board"),
        dialogue,
        board=board,
        here=reverse("admin:reserve", args=[dialogue.pk]),
        seats=board.seats,
        parts=[
            (_("By category"), _("Category"), balance.charted(board.categories), board.total),
            (_("By country"), _("Country"), balance.charted(board.countries), None),
            (
                _("By gender, as people describe it"),
                _("Gender"),
                balance.charted(board.genders, told_apart=False),
                None,
            ),
        ],
    )


@permission_required("participants.view_invitation", raise_exception=True)
def reserve_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The reserve list, the seats that were freed, and who comes next for one of them.

    ?freed=… chooses a freed seat by the key of its last invitation; ?what_if=… looks at a seat as
    if its guest declined; ?page=… shows the others who wait. A POST moves somebody up or down.
    """
    dialogue = open_or_404(request, Dialogue, pk=pk)
    if request.method == "POST":
        return _move(request, dialogue)
    freed = reserve.freed_seats(dialogue)
    on_list = waiting_list.places(dialogue)
    page = Paginator(on_list, PER_PAGE).get_page(sent.number(request.GET, "page"))
    seat = _hypothetical_seat(request, dialogue)
    is_what_if = seat is not None
    if not is_what_if:
        seat = _chosen(freed, request.GET) or next(iter(freed), None)
    rows, categories = balance.read(dialogue)
    first = reserve.candidates(on_list, seat, reserve.SHOWN) if seat else []
    outlooks = _outlooks(rows, categories, first)
    return render_page(
        request,
        "admin/participants/invitation/reserve.html",
        Invitation,
        _("Reserve list"),
        dialogue,
        **_seats(dialogue),
        here=reverse("admin:reserve", args=[dialogue.pk]),
        freed=freed,
        seat=seat,
        is_what_if=is_what_if,
        candidates=list(zip(first, outlooks, strict=True)),
        page=page,
        lists=_by_category(dialogue, on_list, list(page), categories),
        usual_days=reserve.USUAL_DAYS,
        may_change=request.user.has_perm("participants.change_invitation"),
    )


@permission_required("participants.change_invitation", raise_exception=True)
def offer_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the letter, the time to answer and what the balance becomes; on POST, offer the seat."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    data = request.POST or request.GET
    to = sent.number(data, "to")
    seat = _chosen(reserve.freed_seats(dialogue), data)
    chosen = reserve.candidate(dialogue, seat, to) if seat else None
    if seat is None or chosen is None:
        text = _(
            "This seat has been refilled, or this person is no longer waiting. Please choose again."
        )
        messages.error(request, text)
        return redirect("admin:reserve", pk)
    form = OfferForm(dialogue, {"days": reserve.USUAL_DAYS, **data.dict()})
    if request.method == "POST" and form.is_valid():
        return _offer(request, dialogue, seat, chosen, form.cleaned_data)
    chosen.invitation.reply_by_at = form.reply_by_at or dialogue.reply_by_at
    [outlook] = _outlooks(*balance.read(dialogue), [chosen])
    return render_page(
        request,
        "admin/participants/invitation/offer_seat.html",
        Invitation,
        _("Offer the seat?"),
        dialogue,
        **_seats(dialogue),
        here=reverse("admin:reserve", args=[dialogue.pk]),
        seat=seat,
        candidate=chosen,
        outlook=outlook,
        form=form,
        letter=letters.preview(chosen.invitation),
    )


@permission_required("participants.change_invitation", raise_exception=True)
def letter_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of the letter that offers a seat as it would go out now, for a frame; ?days=5 shows
    it with so many days to answer."""
    invitation = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    form = OfferForm(invitation.dialogue, request.GET)
    invitation.reply_by_at = form.reply_by_at or invitation.reply_by_at
    return show_letter(letters.preview(invitation)[2])


def _offer(request, dialogue, seat, chosen, data):
    by = transitions.organiser(request.user)
    try:
        reserve.refill(
            seat.invitation.pk, chosen.invitation, by, data["reason"].strip(), days=data["days"]
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        text = _("The seat has been offered to %(name)s; the letter is on its way.")
        messages.success(request, text % {"name": chosen.invitation.who})
    return redirect("admin:reserve", dialogue.pk)


def _move(request, dialogue):
    """Carry out a button "<key of the invitation>:up:<place seen>" of the list."""
    require_permission(request, "participants.change_invitation")
    typed, _colon, rest = sent.text(request.POST, "move").partition(":")
    direction, _colon, place = rest.partition(":")
    key, seen = sent.as_number(typed), sent.as_number(place)
    if direction not in STEPS or key is None or seen is None:
        raise Http404
    invitation = open_or_404(request, dialogue.invitations.with_people(), pk=key)
    by = transitions.organiser(request.user)
    reason = sent.text(request.POST, "reason")
    try:
        reserve.shift(invitation, by, STEPS[direction], reason, seen=seen)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{request.get_full_path()}#category-{invitation.category_id}")


def _hypothetical_seat(request, dialogue):
    """The seat of a guest of whom it is asked: what if they declined? None without the question."""
    key = sent.number(request.GET, "what_if")
    if key is None:
        return None
    invitation = open_or_404(request, dialogue.invitations.with_people(), pk=key)
    if invitation.takes_a_seat or invitation.reserves_a_seat:
        return reserve.FreedSeat(invitation)
    text = _("%(name)s has no seat now, so none would be freed.")
    messages.info(request, text % {"name": invitation.who})
    return None


def _outlooks(rows, categories, chosen):
    changes = [(candidate.seat.invitation, candidate.invitation) for candidate in chosen]
    return balance.outlooks(rows, categories, changes)


def _seats(dialogue):
    """The seats now and with one more offer out, and why none may go out, if so."""
    numbers = seats.count(dialogue)
    return {
        "seats": numbers,
        "then": numbers.after_offering(1),
        "obstacle": "" if numbers.may_be_offered else invitations.no_seat(dialogue),
    }


def _chosen(freed, asked):
    key = sent.number(asked, "freed")
    return next((seat for seat in freed if seat.invitation.pk == key), None)


def _by_category(dialogue, on_list, shown, categories):
    """[(category, how many wait in it, those of them on this page as (rank, invitation))]"""
    keys = [place.invitation for place in shown]
    people = {row.pk: row for row in dialogue.invitations.with_people().filter(pk__in=keys)}
    numbers = Counter(place.category for place in on_list)
    rows = defaultdict(list)
    for place in shown:
        if place.invitation in people:
            rows[place.category].append((place.rank, people[place.invitation]))
    return [(category, numbers[category.pk], rows[category.pk]) for category in categories]
