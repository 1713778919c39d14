"""Behind a personal link: a role in the programme, to take or not, and the programme as delegates
see it. Looking changes nothing; an answer, and "I have seen it", are POSTs."""

from collections import defaultdict
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from agenda.background import papers
from agenda.links import slots
from agenda.programme import roles
from agenda.programme.role_forms import RoleAnswerForm
from agenda.public import today
from agenda.releases import own_roles, published, speakers, unseen_changes
from dialogue import refusals
from dialogue.access import sent
from dialogue.access.languages import in_this_language
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from participants.links.personal_pages import personal_page, typed
from participants.models import Invitation


@personal_page
def role(request: HttpRequest, invitation: Invitation, pk: int) -> HttpResponse:
    """One role alone, as the personal page shows it among the others; a POST answers."""
    own = _own_role(invitation, pk)
    form = refusal = None
    if own and request.method == "POST":
        form = RoleAnswerForm(own.role, request.POST)
        if form.is_valid():
            try:
                _answer(invitation, own.role, form.cleaned_data, refusals.seen_in(request.POST))
            except Refused as error:
                refusal = error
                own = _own_role(invitation, pk)
            else:
                return redirect(_role_address(invitation, pk))
    elif own:
        form = RoleAnswerForm(own.role, begun=typed(request))
    context = {
        **_context(invitation),
        "own_role": own,
        "form": form,
        "form_to_keep": f"role-form-{pk}" if own and own.role.is_open else "",
        "consent": slots.consent_to_naming(invitation) if own else None,
        "problems": problems(form, refusal=refusal, anchor=f"role-{pk}"),
        "is_done": "done" in request.GET and request.method != "POST",
    }
    status = 404 if own is None else 422 if request.method == "POST" else 200
    return render(request, "agenda/delegate_role.html", context, status=status)


def _role_address(invitation, pk):
    address = reverse("delegate_role", kwargs={"token": invitation.token, "pk": pk})
    return in_this_language(address, done="1")


def _own_role(invitation, pk):
    return next((own for own in own_roles.of(invitation) if own.role.pk == pk), None)


def _answer(invitation, role, reply, seen):
    roles.answer(
        role,
        confirm=reply["answer"] == "confirm",
        by=reply["answered_by_name"] or invitation.person.name,
        remark=reply["remark"],
        seen=seen,
    )


@personal_page
def programme(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The released programme with what only delegates know, and what changed since they last said
    to have seen it; a POST says so."""
    if not invitation.has_a_calendar:
        context = _context(invitation)
        return render(request, "agenda/delegate_programme.html", context, status=403)
    if request.method == "POST":
        if number := sent.number(request.POST, "version"):
            unseen_changes.mark_seen(invitation, number, sent.moment(request.POST, "at"))
        return redirect(_address("delegate_programme", invitation))
    own = defaultdict(list)
    for role in roles.of(invitation).told():
        own[role.session_id].append(role)

    @cache
    def look():
        latest = published.latest(invitation.dialogue)
        return latest, speakers.among_delegates(latest)

    unseen = unseen_changes.since_seen(invitation, look)
    is_marked = bool(own or (unseen.seen and unseen.releases) or unseen.papers)
    to_read = papers.of_dialogue(invitation.dialogue)
    on_the_day = today.on_the_day(invitation.dialogue, for_delegates=True)
    marks = {"own": own, "changes": unseen.changes, "to_read": to_read}
    context = {
        **_context(invitation),
        "release": unseen.newest,
        "unseen": unseen,
        "is_marked": is_marked,
        "version": invitation.dialogue.calendar_changed_at.isoformat(),
        "on_the_day": on_the_day,
        "moment": on_the_day.key if on_the_day else "",
        "papers_version": papers.version_of(to_read),
        "looked_at": timezone.now().isoformat(),
        # Those who have no role and nothing to look at anew are most: for all of them the template
        # keeps the same, as long as nothing changes, and asks for it then.
        "days": _days(*look(), **marks) if is_marked else lambda: _days(*look(), to_read=to_read),
    }
    return render(request, "agenda/delegate_programme.html", context)


def _days(programme, named, *, to_read, own=None, changes=()):
    """[(day, [(session, roles to name, own roles, change or None, papers)])]"""
    own, changed = own or {}, {change.session.id: change for change in changes}
    return [
        (
            day,
            [
                (
                    session,
                    named.get(session.id, []),
                    own.get(session.id, []),
                    changed.get(session.id),
                    to_read.get(session.id, []),
                )
                for session in sessions
            ],
        )
        for day, sessions in published.by_day(programme.sessions)
    ]


def _context(invitation):
    return {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": invitation.person,
    }


def _address(name, invitation, anchor=""):
    """In the language that is on screen."""
    return in_this_language(reverse(name, args=[invitation.token]), anchor)
