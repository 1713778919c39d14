"""Behind the delegate's link: asking for the code that opens the details, and closing them again.

What was typed when the proof ran out is carried through the page that asks for the code, in hidden
fields called typed-…
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dialogue.access import devices, sent
from dialogue.access.languages import in_this_language
from dialogue.pages.problems import problems
from dialogue.refusals import Refused
from participants.delegates import identity_check
from participants.delegates.at_home import heading_of_details
from participants.delegates.forms import CodeForm
from participants.delegates.identity_check import Holder
from participants.links.personal_pages import personal_page
from participants.models import Invitation

TYPED = "typed-"
NOT_TYPED = ["csrfmiddlewaretoken", "only_language", "code", "then", "to"]


@personal_page
def send_code(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Send a code, on a press of the button only: mail scanners open links."""
    typed, then = carried(request), then_of(request.POST)
    if invitation.gives_details and request.method != "POST" and typed:  # another language
        return ask_for_code(request, invitation, typed, then=then)
    if request.method != "POST" or not invitation.gives_details:
        return back(invitation)
    holder = Holder.OFFICE if sent.text(request.POST, "to") == Holder.OFFICE else Holder.DELEGATE
    try:
        source = devices.source_of(request, identity_check.subject_of(invitation))
        identity_check.send_code(request.session, invitation, source, holder)
    except Refused as refusal:
        return ask_for_code(request, invitation, typed, refusal, then=then)
    if typed:
        return ask_for_code(request, invitation, typed, then=then, is_just_sent=True)
    return back(invitation, "details_code", then=then, sent="1")


@personal_page
def close(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """End the proof in this browser."""
    return close_details(request, invitation) if request.method == "POST" else back(invitation)


def close_details(
    request: HttpRequest, invitation: Invitation, done: str = "closed"
) -> HttpResponse:
    """End the proof in this browser and say on the personal page what is `done`: closed, saved or
    sent."""
    identity_check.forget(request.session, invitation)
    return redirect(in_this_language(invitation.page_path, details=done))


def ask_for_code(
    request: HttpRequest,
    invitation: Invitation,
    typed: QueryDict | None = None,
    refusal: Refused | None = None,
    form: CodeForm | None = None,
    *,
    then: str = "details",
    is_just_sent: bool = False,
) -> HttpResponse:
    """The page that sends a code and takes it. `form` is one with a wrong code; `refusal` says why
    none was sent."""
    known = identity_check.addresses(invitation)
    asked_for = identity_check.asked_for(request.session, invitation)
    is_just_sent = is_just_sent and asked_for is not None
    is_sent = bool(asked_for or form or refusal)
    if form is None:
        begun = {"code": sent.text(request.POST, "code")} if request.method == "GET" else {}
        form = CodeForm(is_just_sent=is_just_sent, initial=begun)
    context = {
        "heading": _("What may be published")
        if then == "details_consent"
        else heading_of_details(invitation),
        "form": form,
        "form_to_keep": "code-form" if is_sent else "send-form" if typed else "",
        "addresses": [(holder.value, _masked(address)) for holder, address in known.items()],
        "sent_to": _masked(known[asked_for]) if asked_for in known else "",
        "typed": _as_hidden_fields(typed),
        "problems": problems(form, refusal=refusal, anchor="code"),
        "is_sent": is_sent,
        "is_just_sent": is_just_sent,
        "shown_code": identity_check.code_of_demonstration(request.session, invitation)
        if asked_for
        else "",
        "then": then,
    }
    status = 422 if context["problems"] else 200
    return render_page(request, invitation, "participants/prove.html", context, status)


def for_the_delegate_alone(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Instead of a page that an office has no part in: to the code, or why it does not open."""
    if identity_check.is_proven(request.session, invitation):
        template = "participants/for_the_delegate_alone.html"
        return render_page(request, invitation, template, status=403)
    return back(invitation)


def then_of(data: QueryDict) -> str:
    """The name of the page that the code opens."""
    return "details_consent" if sent.text(data, "then") == "details_consent" else "details"


def what_was_typed(request: HttpRequest) -> QueryDict | None:
    """What a form contained that was sent without proof, or None; of the page that asks for the
    code, what it carries."""
    typed = carried(request) or request.POST.copy()
    for name in NOT_TYPED:
        typed.pop(name, None)
    return typed or None


def carried(request: HttpRequest) -> QueryDict | None:
    """What was typed earlier, out of the hidden fields of the page that asks for the code."""
    typed = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name.startswith(TYPED):
            typed.setlist(name.removeprefix(TYPED), values)
    return typed or None


def back(invitation: Invitation, name: str = "details", **query: str) -> HttpResponse:
    """To one of these pages, in the language on screen."""
    address = reverse(name, kwargs={"token": invitation.token})
    return redirect(in_this_language(address, **query))


def render_page(
    request: HttpRequest,
    invitation: Invitation,
    template: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """One of the pages about a delegate's details."""
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": invitation.person,
        **(context or {}),
    }
    return render(request, template, context, status=status)


def _masked(address):
    return format_html('<span class="whole">{}</span>', identity_check.masked(address))


def _as_hidden_fields(typed):
    """[(name, value)] that carry what was typed through the page that asks for the code."""
    lists = typed.lists() if typed else []
    return [(TYPED + name, value) for name, values in lists for value in values]
