"""The page on which organisers see old and new side by side, and accept a change of details or
refuse it, whole."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue import refusals
from dialogue.access import security_log, sent
from dialogue.models import SecurityEvent
from dialogue.pages.base import open_or_404, render_page, require_permission, user_of
from dialogue.refusals import EditConflict, Refused
from participants.delegates import change_form, details
from participants.models import DetailsChange, Invitation

CHANGE = "participants.change_detailschange"


class RefusalForm(forms.Form):
    """Why not. The delegate reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Why the change cannot be made"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("The delegate is told this, as you write it."),
    )


@permission_required("participants.view_detailschange", raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one change; on POST, accept it (act=accept) or refuse it."""
    change = open_or_404(request, DetailsChange.objects.with_people(), pk=pk)
    if request.method != "POST":
        return _show(request, change, RefusalForm())
    require_permission(request, CHANGE)
    is_accepted = sent.text(request.POST, "act") == "accept"
    form = RefusalForm(None if is_accepted else request.POST)
    if not is_accepted and not form.is_valid():
        return _show(request, change, form, status=422)
    try:
        if is_accepted:
            seen = refusals.seen_in(request.POST)
            change_form.accept(change, user_of(request), seen)
            text = _("The details of %(name)s have been changed. A letter tells them so.")
        else:
            change_form.refuse(change, user_of(request), form.cleaned_data["reason"])
            text = _("Nothing has been changed. A letter tells %(name)s why.")
    except EditConflict as conflict:
        messages.error(request, str(conflict))
        return redirect("admin:participants_detailschange_change", pk)
    except Refused as refusal:
        form.add_error(None, str(refusal)) if form.is_bound else messages.error(
            request, str(refusal)
        )
        return _show(request, change, form, status=422)
    messages.success(request, text % {"name": change.invitation.who})
    return redirect("admin:participants_detailschange_changelist")


def _show(request, change, form, status=200):
    invitation = change.invitation
    about = f"{Invitation._meta.label_lower} {invitation.pk}"
    security_log.record(SecurityEvent.Kind.DETAILS_OPENED, request=request, about=about)
    may_change = request.user.has_perm(CHANGE) and invitation.is_asked_for_details
    newer = change_form.waiting_of(invitation) if not change.is_waiting else None
    with timezone.override(invitation.dialogue.tz):
        response = render_page(
            request,
            "admin/participants/detailschange/compare.html",
            DetailsChange,
            _("Change of details"),
            dialogue=invitation.dialogue,
            subtitle=invitation.who,
            change=change,
            newer=newer,
            differences=change_form.differences(change, details.row_of(invitation)),
            may_decide=may_change and change.is_waiting,
            may_accept_after_all=may_change
            and change.state == DetailsChange.State.REFUSED
            and not newer,
            sees_details=request.user.has_perm("participants.view_delegatedetails"),
            form=form,
            seen=change_form.version(change),
        )
    response.status_code = status
    return response
