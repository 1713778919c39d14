"""A person's data in the admin site: a copy of all that is kept, and erasing it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.access import security_log
from dialogue.access.open_rows import open_to
from dialogue.models import SecurityEvent
from dialogue.pages.base import open_or_404, render_page
from dialogue.personal_data import copies
from participants.models import Delegation, Person
from participants.personal_data import erasure, kept_list
from participants.personal_data.copy_file import as_download
from participants.personal_data.people import subject_of
from participants.workflow.transitions import organiser

MAY_COPY = [
    "participants.view_delegatedetails",
    "participants.view_contact",
    "participants.change_person",
]
MAY_ERASE = "participants.delete_person"


class ErasureForm(forms.Form):
    """The tick without which nothing is erased."""

    is_sure = forms.BooleanField(
        label=gettext_lazy("Yes, erase everything about this person. This cannot be undone."),
        error_messages={"required": gettext_lazy("Please tick this first: nothing was erased.")},
    )


@permission_required(MAY_COPY, raise_exception=True)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is kept about a person, to read and to print."""
    person = open_or_404(request, Person, pk=pk)
    sections = copies.copy_of(subject_of([pk]))
    security_log.record(SecurityEvent.Kind.DATA_COPIED, request=request, about=person)
    title = _("Everything kept about %(name)s") % {"name": person.name}
    template = "admin/participants/person/copy.html"
    return render_page(request, template, Person, title, person=person, sections=sections)


@permission_required(MAY_COPY, raise_exception=True)
def copy_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as JSON."""
    person = open_or_404(request, Person, pk=pk)
    security_log.record(
        SecurityEvent.Kind.DATA_COPIED, request=request, about=person, detail="JSON"
    )
    return as_download(person)


@permission_required(MAY_ERASE, raise_exception=True)
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would go and what would stay; on a ticked POST, erase it."""
    person = open_or_404(request, Person, pk=pk)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if person.is_erased or form.is_valid():
        _carry_out(request, person)
        return redirect("admin:participants_person_changelist")
    ahead = erasure.still_ahead(person)
    told = [invitation for invitation in ahead if erasure.are_told(invitation)]
    return render_page(
        request,
        "admin/participants/person/erase.html",
        Person,
        _("Erase everything about %(name)s?") % {"name": person.name},
        person=person,
        form=form,
        may_copy=request.user.has_perms(MAY_COPY),
        ahead=ahead,
        told=told,
        delegations=_delegations(request, person),
        requests=person.data_requests.filter(answered_at=None),
        outlook=erasure.outlook(person),
    )


def _carry_out(request, person):
    with transaction.atomic():
        row = erasure.erase(person, organiser(request.user))
        if row is None:
            messages.info(request, _("Everything about this person has been erased already."))
            return
        security_log.record(SecurityEvent.Kind.DATA_ERASED, request=request, about=person)
    kept_list.keep()
    messages.success(request, _("Everything about this person has been erased."))
    for delegation in _delegations(request, person):
        text = _("%(institution)s has no focal point any more. Please choose another one.")
        messages.warning(request, text % {"institution": delegation})


def _delegations(request, person):
    rows = open_to(request.user, Delegation.objects.filter(focal_point=person))
    return list(rows.select_related("organisation"))
