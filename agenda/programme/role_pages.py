"""Pages on which organisers ask delegates to take roles, each letter shown before it goes out, and
write down what reached them by telephone or email. Looking changes nothing."""

from collections.abc import Collection
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.letter_kinds import ROLE_REQUEST
from agenda.models import Role
from agenda.programme import roles
from agenda.programme.conflicts import board
from agenda.programme.conflicts.kinds import Severity
from agenda.programme.role_forms import RecordedRoleAnswerForm
from dialogue.access.open_rows import open_to
from dialogue.mail.queue.letter_preview import LETTERS_SHOWN, show_letter
from dialogue.pages.base import open_or_404, render_page
from dialogue.pages.selection import back_to_list, chosen_keys, list_came_from
from dialogue.refusals import Refused
from participants.letters import letters
from participants.models import Invitation
from participants.workflow import transitions


@permission_required("agenda.change_role", raise_exception=True)
def ask_page(
    request: HttpRequest, ids: Collection[int] | None = None, query: str | None = None
) -> HttpResponse:
    """Ask the holders of the roles with these keys (or of those that the request names), with each
    letter shown; on POST, write them. People without a personal page are named, and left out.
    `query` is that of the list on which the roles were ticked: the way back leads there."""
    is_at_list, keys = query is not None, list(ids or chosen_keys(request))
    query = list_came_from(request) if query is None else query
    chosen = open_to(request.user, Role.objects.filter(pk__in=keys))
    back = _way_back(chosen) if query is None else back_to_list(Role, query, keys)
    if request.method == "POST" and "confirmed" in request.POST:
        _ask(request, chosen)
        return redirect(back)
    wanted = roles.requests(chosen)
    asked = [letter for letter in wanted if letter.page]
    open_keys = {role.pk for letter in wanted for role in letter.roles}
    return render_page(
        request,
        "admin/agenda/role/ask.html",
        Role,
        _("Ask these people to take their roles?"),
        asked=asked,
        conflicts=_conflicts(asked),
        nowhere=[letter for letter in wanted if letter.page is None],
        left_out=chosen.exclude(pk__in=open_keys).select_related("person", "session"),
        ids=",".join(str(role.pk) for letter in asked for role in letter.roles),
        letters=[(letter, *_preview(letter)) for letter in asked[:LETTERS_SHOWN]],
        letters_not_shown=max(0, len(asked) - LETTERS_SHOWN),
        back=back_to_list(Role, query or "", []) if is_at_list else back,
        ticked=keys if is_at_list else [],
        list_query=query,
    )


def _ask(request, chosen):
    try:
        number = roles.ask(chosen)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", number)
    if number:
        messages.success(request, text % {"n": number})
    else:
        messages.warning(
            request, _("There was nobody left to ask; somebody else may have asked them already.")
        )


def _way_back(chosen):
    """To the session that the chosen roles belong to, or to the list."""
    sessions = set(chosen.values_list("session", flat=True))
    if len(sessions) == 1:
        return reverse("admin:agenda_session_change", args=sessions) + "#roles-group"
    return reverse("admin:agenda_role_changelist")


def _preview(asked):
    day = roles.answer_by(asked.roles)
    return letters.preview_for_others(
        ROLE_REQUEST.name, asked.page, roles=asked.roles, answer_by=day
    )


def _conflicts(wanted):
    """The serious conflicts, accepted or not, of the sessions that these letters are about."""
    sessions = {role.session_id: role.session for asked in wanted for role in asked.roles}
    dialogues = {session.dialogue_id: session.dialogue for session in sessions.values()}
    return [
        reviewed
        for dialogue in dialogues.values()
        for reviewed in board.reviewed_conflicts(dialogue)
        if reviewed.conflict.severity == Severity.SERIOUS
        and any(session.pk in sessions for session in reviewed.conflict.sessions)
    ]


@permission_required("agenda.change_role", raise_exception=True)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of the letter behind one invitation as it would go out now, for a frame: about the
    roles that ?ids= names, or all that are still to be asked."""
    invitation = open_or_404(request, Invitation, pk=pk)
    own = Role.objects.filter(session__dialogue=invitation.dialogue_id, person=invitation.person_id)
    if "ids" in request.GET:
        own = own.filter(pk__in=chosen_keys(request))
    for asked in roles.requests(own):
        if asked.page == invitation:
            return show_letter(_preview(asked)[2])
    raise Http404


@permission_required("agenda.change_role", raise_exception=True)
def record_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down whether a person takes the role of this key, and who said so."""
    rows = Role.objects.select_related("session__dialogue", "person")
    role = open_or_404(request, rows, pk=pk)
    form = RecordedRoleAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        recorded = form.cleaned_data
        organiser = cast(User, request.user)  # permission_required saw to it
        try:
            roles.answer(
                role,
                confirm=recorded["answer"] == "confirm",
                by=recorded["answered_by"],
                remark=recorded["remark"],
                channel=recorded["channel"],
                recorded_by=transitions.organiser(organiser).name,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer has been recorded."))
            return redirect(_way_back(role.session.roles.filter(pk=pk)))
    with timezone.override(role.session.dialogue.tz):
        return render_page(
            request,
            "admin/agenda/role/record_answer.html",
            Role,
            _("Record an answer"),
            role=role,
            form=form,
            back=_way_back(role.session.roles.filter(pk=pk)),
        )
