"""The delegate's own portrait, behind the same code as the details."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dialogue.access import sent
from dialogue.access.doors import takes_files
from dialogue.access.languages import in_this_language
from dialogue.pages.problems import problems
from participants.delegates import consents, identity_check
from participants.links.personal_pages import personal_page, typed
from participants.models import Invitation, InvitationEvent
from participants.portraits import portraits
from participants.portraits.forms import PortraitForm


@takes_files("answer")
@personal_page
def portrait(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Show it, take another one with the consent, or remove it. Without the proof, the page about
    consent asks for the code."""
    is_proven = identity_check.is_proven(request.session, invitation)
    person = invitation.person
    if person is None or not invitation.gives_details or not is_proven:
        return redirect(in_this_language(reverse("details_consent", args=[invitation.token])))
    if request.method == "POST" and "remove" in request.POST:
        portraits.remove(person)
        return redirect(in_this_language(request.path, done="removed"))
    agreed = _agreed(invitation)
    wording = "" if "portrait" in agreed else str(consents.WORDING[consents.Purpose.PORTRAIT])
    is_sent, begun = request.method == "POST", typed(request)
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    form = PortraitForm(data, files, wording=wording, initial=begun)
    if form.is_valid():
        _save(invitation, form.cleaned_data["picture"])
        return redirect(in_this_language(request.path, done="saved"))
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "key": portraits.key_of(person),
        "form": form,
        "form_to_keep": "portrait-form",
        "is_file_lost": bool(begun.get("picture")),
        "is_named": "programme" in agreed,
        "done": sent.text(request.GET, "done"),
        "problems": problems(form),
    }
    status = 422 if form.errors else 200
    return render(request, "participants/portrait.html", context, status=status)


def _agreed(invitation):
    return {purpose for purpose, row in consents.now(invitation).items() if row.is_given}


def _save(invitation, content):
    door, purpose = InvitationEvent.Door.LINK, consents.Purpose.PORTRAIT
    consents.record(invitation, purpose, True, door=door, actor=invitation.person.name)
    portraits.put(invitation.person, content)
