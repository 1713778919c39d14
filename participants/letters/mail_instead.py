"""Letters that were to be handed over, to readers who have an email address by now: mailed."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from dialogue.access.open_rows import open_to
from dialogue.mail import handing_over
from dialogue.pages.base import open_or_404
from participants.letters.without_email import to_hand_over
from participants.models import Person


@permission_required("mail.change_outgoingmail", raise_exception=True)
@permission_required("participants.change_person", raise_exception=True)
def mail_instead(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue them to the address that the person has now."""
    person = open_or_404(request, Person, pk=pk)
    if request.method == "POST" and person.email:
        letters = open_to(request.user, to_hand_over(person))
        number = handing_over.mail_instead(letters, person.email)
        text = ngettext("%(n)d letter is queued.", "%(n)d letters are queued.", number)
        messages.success(request, text % {"n": number})
    return redirect("admin:participants_person_change", pk)
