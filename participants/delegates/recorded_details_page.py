"""The page on which the office types a delegate's details as it was told them by telephone or on
paper: all that the delegate's own form has."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.access import security_log
from dialogue.models import SecurityEvent
from dialogue.pages.base import open_or_404, render_page
from dialogue.refusals import Refused
from participants.delegates import change_form, consents_told, delegate_form
from participants.delegates.consents_told import ConsentsToldForm
from participants.delegates.forms import ToldForm
from participants.models import Invitation
from participants.workflow.transitions import organiser

RIGHTS = ["participants.change_invitation", "participants.view_delegatedetails"]


# Before which field a heading comes.
HEADINGS = {
    "attendance": gettext_lazy("Travel"),
    "needs_visa_letter": gettext_lazy("For the visa letter"),
    "diet": gettext_lazy("Needs"),
    "emergency_name": gettext_lazy("In an emergency"),
    "gender": gettext_lazy("About you"),
    "consent_list": gettext_lazy(
        "Consent: read each sentence out, and tick what the delegate says"
    ),
}


@permission_required(RIGHTS, raise_exception=True)
def record_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form as it is filled in; on POST, store what is right and say who told it."""
    invitation = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    if not invitation.gives_details:
        messages.error(request, _("Details are asked of delegates who have accepted."))
        return redirect("admin:participants_invitation_change", pk)
    about = f"{Invitation._meta.label_lower} {pk}"
    security_log.record(SecurityEvent.Kind.DETAILS_OPENED, request=request, about=about)
    told = ToldForm(request.POST if request.method == "POST" else None)
    filled = delegate_form.forms_for(invitation, request.POST if told.is_bound else None)
    agreed = ConsentsToldForm(invitation, request.POST if told.is_bound else None)
    if told.is_valid() and agreed.is_valid():
        by = replace(organiser(request.user), on_behalf_of=told.cleaned_data["told_by"])
        try:
            channel = told.cleaned_data["channel"]
            filled = delegate_form.save_valid(invitation, request.POST, by, channel)
            consents_told.save(
                invitation,
                agreed.said(),
                organiser=by.name,
                told_by=by.on_behalf_of,
                channel=channel,
                told_on=told.cleaned_data["told_on"],
            )
        except Refused as refusal:
            told.add_error(None, str(refusal))
        else:
            if not any(form.errors for form in filled):
                messages.success(request, _("The delegate’s details have been saved."))
                return redirect("admin:participants_invitationwithdetails_change", pk)
            text = _("Saved, except for the fields marked below. Please correct them.")
            messages.warning(request, text)
    return render_page(
        request,
        "admin/participants/invitation/record_details.html",
        Invitation,
        _("Record the delegate’s details"),
        invitation=invitation,
        clock=invitation.dialogue,
        waiting=change_form.waiting_of(invitation),
        forms=[told, *filled, agreed],
        groups=_groups([told, *filled, agreed]),
    )


def _groups(forms):
    """[(heading or "", [fields])] in the order of the delegate's own form."""
    groups = []
    for field in (field for form in forms for field in form):
        if field.name in HEADINGS or not groups:
            groups.append((HEADINGS.get(field.name, ""), []))
        groups[-1][1].append(field)
    return groups
