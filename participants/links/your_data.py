"""Behind the personal link: ask to see, correct, receive or erase one's data. It only enters the
request into the register; nothing of the data is shown here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dialogue.access.languages import in_this_language
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from participants.links.personal_pages import personal_page, typed
from participants.models import Invitation
from participants.personal_data import due_dates, register
from participants.personal_data.forms import RequestForm


@personal_page
def your_data(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """What was asked here, and by when it is answered; a POST makes a request."""
    form = RequestForm(request.POST if request.method == "POST" else None, initial=typed(request))
    refusal: Refused | str = ""
    if form.is_bound and form.is_valid():
        try:
            register.ask(invitation, form.cleaned_data["kind"], form.cleaned_data["remark"])
        except Refused as error:
            refusal = error
        else:
            address = reverse("your_data", kwargs={"token": invitation.token})
            return redirect(in_this_language(address, done="1"))
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": invitation.person,
        "form": form,
        "form_to_keep": "request-form",
        "problems": problems(form, refusal=refusal),
        "is_done": "done" in request.GET and not form.is_bound,
        "data_requests": register.made_on_page(invitation),
        "hanoi": due_dates.HANOI,
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "participants/your_data.html", context, status=status)
