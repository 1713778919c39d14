"""The delegate's details and consent: step two, behind a code that only the delegate is sent.

Every address here opens with a personal link; what is shown or taken needs the proof too (see
`proof`). What was typed when the proof ran out is carried through the page that asks for the code,
in hidden fields called typed-…
"""

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from dialogue.access import devices, sent
from dialogue.access.languages import in_this_language
from dialogue.personal_data import terms
from dialogue.refusals import Refused
from participants.delegates import consents, delegate_form, details, identity_check
from participants.delegates.forms import CodeForm
from participants.links.personal_pages import personal_page
from participants.models import Invitation, InvitationEvent
from participants.workflow.transitions import Actor

TYPED = "typed-"


@personal_page
def details_page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Show the details to whoever has proven to be the delegate, and take them."""
    if not invitation.gives_details:
        return _render(request, invitation, "participants/no_details.html", status=403)
    if not identity_check.is_proven(request.session, invitation):
        return _ask_for_code(request, invitation, typed=_what_was_typed(request))
    if request.method != "POST":
        return _show(request, invitation)
    try:
        filled = delegate_form.save_valid(invitation, request.POST, _delegate(invitation))
    except Refused as refusal:
        return _show(request, invitation, refusal=refusal, status=422)
    if any(form.errors for form in filled):
        return _show(request, invitation, filled=filled, status=422)
    return _back(invitation, "standing")


@personal_page
def autosave(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Store what is valid, as the page's script sends it at every change; answer {"text": what
    came of it, "missing": HTML that says what is still missing, if it was saved}."""
    if request.method != "POST":
        return _back(invitation)
    if not identity_check.is_proven(request.session, invitation):
        text = _(
            "Not saved – your access has expired. Press the button; what you typed will be kept."
        )
        return JsonResponse({"text": text}, status=403)
    try:
        filled = delegate_form.save_valid(invitation, request.POST, _delegate(invitation))
    except Refused as refusal:
        return JsonResponse({"text": _("Not saved – %(why)s") % {"why": refusal}}, status=409)
    time = formats.time_format(timezone.localtime(timezone.now()), "H:i")
    wrong = [str(form.fields[name].label) for form in filled for name in form.errors]
    if wrong:
        text = _("Saved at %(time)s, except: %(fields)s. Press the button to see why.")
        text = text % {"time": time, "fields": ", ".join(wrong)}
    else:
        text = _("Saved at %(time)s") % {"time": time}
    row = details.row_of(invitation)
    missing = render_to_string("participants/_missing.html", {"row": row, **_missing(row)})
    return JsonResponse({"text": text, "missing": missing})


@personal_page
def consent(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Record what was ticked, or take back what was pressed."""
    if request.method != "POST" or not invitation.gives_details:
        return _back(invitation)
    if not identity_check.is_proven(request.session, invitation):
        return _ask_for_code(request, invitation, typed=_what_was_typed(request))
    agreed = [name for name in sent.texts(request.POST, "agree") if name in consents.Purpose]
    taken = [name for name in sent.texts(request.POST, "take_back") if name in consents.Purpose]
    if not agreed and not taken:
        refusal = _("Nothing was ticked, so nothing was recorded.")
        return _show(request, invitation, consent_refusal=refusal, status=422)
    by = _delegate(invitation)
    for purpose in taken or agreed:
        consents.record(invitation, purpose, not taken, door=by.door, actor=by.name)
    return _back(invitation, "consent")


@personal_page
def send_code(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Send a code, on a press of the button only: mail scanners open links."""
    if request.method != "POST" or not invitation.gives_details:
        return _back(invitation)
    typed = _carried(request)
    try:
        source = devices.source_of(request, identity_check.subject_of(invitation))
        identity_check.send_code(request.session, invitation, source)
    except Refused as refusal:
        return _ask_for_code(request, invitation, typed, refusal, is_sent=True)
    if typed:
        return _ask_for_code(request, invitation, typed, is_sent=True)
    return redirect(_address("details_code", invitation))


@personal_page
def enter_code(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The form for the code; the right one opens the details, with what was typed before."""
    if not invitation.gives_details:
        return _back(invitation)
    if request.method != "POST":
        if identity_check.is_proven(request.session, invitation):
            return _back(invitation)
        return _ask_for_code(request, invitation, is_sent=True)
    typed = _carried(request)
    try:
        identity_check.check_code(request.session, invitation, sent.text(request.POST, "code"))
    except Refused as refusal:
        return _ask_for_code(request, invitation, typed, refusal, is_sent=True)
    identity_check.remember(request.session, invitation)
    response = _with_what_was_typed(request, invitation, typed)
    devices.remember(request, response, identity_check.subject_of(invitation))
    return response


def _with_what_was_typed(request, invitation, typed):
    if not typed:
        return _back(invitation)
    if "agree" in typed or "take_back" in typed:
        return _show(request, invitation, agreeing=sent.texts(typed, "agree"), is_carried=True)
    filled = delegate_form.forms_for(invitation, typed)
    return _show(request, invitation, filled=filled, is_carried=True)


@personal_page
def close(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """End the proof in this browser."""
    if request.method == "POST":
        identity_check.forget(request.session, invitation)
        return redirect(in_this_language(invitation.page_path))
    return _back(invitation)


def _show(request, invitation, filled=None, agreeing=(), **context):
    """The details and the consents; `filled` are forms with what was typed."""
    status = context.pop("status", 200)
    details_form, gender_form = filled or delegate_form.forms_for(invitation)
    row = details.row_of(invitation)
    context = {
        "details_form": details_form,
        "gender_form": gender_form,
        "row": row,
        **_missing(row),
        "purposes": consents.rows(invitation, agreeing),
        "refusal": "",
        "consent_refusal": "",
        "is_carried": False,
        "erased_on": invitation.dialogue.details_erased_on,
        "forgotten_on": terms.forgotten_on(invitation.dialogue),
        "hosts": [host for host in invitation.dialogue.institutions.all() if host.is_inviting],
        **context,
    }
    return _render(request, invitation, "participants/details.html", context, status)


def _missing(row):
    return {"missing": [(name, row._meta.get_field(name).verbose_name) for name in row.missing]}


def _ask_for_code(request, invitation, typed=None, refusal="", is_sent=False):
    has_address = bool(invitation.person.email)
    context = {
        "form": CodeForm(),
        "address": identity_check.masked(invitation.person.email) if has_address else "",
        "typed": _as_hidden_fields(typed),
        "refusal": refusal,
        "is_sent": is_sent,
    }
    status = 422 if refusal else 200
    return _render(request, invitation, "participants/prove.html", context, status)


def _render(request, invitation, template, context=None, status=200):
    context = {
        "invitation": invitation,
        "dialogue": invitation.dialogue,
        "person": invitation.person,
        **(context or {}),
    }
    return render(request, template, context, status=status)


def _what_was_typed(request):
    """What a form contained that was sent without proof, or None."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    return typed or None


def _as_hidden_fields(typed):
    """[(name, value)] that carry what was typed through the page that asks for the code."""
    lists = typed.lists() if typed else []
    return [(TYPED + name, value) for name, values in lists for value in values]


def _carried(request):
    """What was typed earlier, out of the hidden fields of the page that asks for the code."""
    typed = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name.startswith(TYPED):
            typed.setlist(name.removeprefix(TYPED), values)
    return typed or None


def _delegate(invitation):
    return Actor(InvitationEvent.Door.LINK, invitation.person.name)


def _back(invitation, anchor=""):
    return redirect(_address("details", invitation, anchor))


def _address(name, invitation, anchor=""):
    return in_this_language(reverse(name, kwargs={"token": invitation.token}), anchor)
