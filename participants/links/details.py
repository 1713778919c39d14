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
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dialogue.access import devices, sent
from dialogue.access.languages import in_this_language
from dialogue.pages.problems import problems
from dialogue.personal_data import terms
from dialogue.refusals import Refused
from participants.delegates import (
    change_form,
    consents,
    delegate_form,
    details,
    details_form,
    details_layout,
    details_said,
    identity_check,
)
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
    if request.method != "POST" or not invitation.is_asked_for_details:
        return _show(request, invitation, is_done="done" in request.GET)
    is_locked = invitation.dialogue.are_details_locked
    take = change_form.ask if is_locked else delegate_form.save_valid
    is_closing = "close" in request.POST
    try:
        filled = take(invitation, request.POST, _delegate(invitation))
    except Refused as refusal:
        if is_closing and isinstance(refusal, change_form.NothingNew):
            return _close(request, invitation)
        return _show(request, invitation, problems=problems(refusal=refusal), status=422)
    if any(form.errors for form in filled):
        return _show(request, invitation, filled, problems=problems(*filled), status=422)
    return _close(request, invitation) if is_closing else _back(invitation, "details", done="1")


@personal_page
def take_change_back(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Withdraw the change that waits for the organisers."""
    if request.method != "POST" or not invitation.gives_details:
        return _back(invitation)
    if not identity_check.is_proven(request.session, invitation):
        return _ask_for_code(request, invitation)
    try:
        change_form.take_back(invitation, _delegate(invitation))
    except Refused as refusal:
        return _show(request, invitation, problems=problems(refusal=refusal), status=422)
    return _back(invitation, "details", done="1")


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
    if not invitation.is_asked_for_details:
        text = _("Not saved – these details are no longer needed.")
        return JsonResponse({"text": text}, status=409)
    if invitation.dialogue.are_details_locked:  # since the page was opened
        text = _("Not saved – changes now go to the secretariat. Press the button to send yours.")
        return JsonResponse({"text": text}, status=409)
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
    """Show what the delegate agreed to; record what was ticked, or take back what was pressed."""
    if not invitation.gives_details:
        return _render(request, invitation, "participants/no_details.html", status=403)
    if not identity_check.is_proven(request.session, invitation):
        typed = _what_was_typed(request)
        return _ask_for_code(request, invitation, typed=typed, then="details_consent")
    if request.method != "POST":
        return _show_consents(request, invitation, is_done="done" in request.GET)
    agreed = [name for name in sent.texts(request.POST, "agree") if name in consents.Purpose]
    taken = [name for name in sent.texts(request.POST, "take_back") if name in consents.Purpose]
    if not agreed and not taken:
        refusal = _("Nothing was ticked, so nothing was recorded. Tick what you agree to.")
        found = problems(refusal=refusal, anchor=f"agree-{consents.Purpose.values[0]}")
        return _show_consents(request, invitation, problems=found, status=422)
    by = _delegate(invitation)
    for purpose in taken or agreed:
        consents.record(invitation, purpose, not taken, door=by.door, actor=by.name)
    return _back(invitation, "details_consent", done="1")


@personal_page
def send_code(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Send a code, on a press of the button only: mail scanners open links."""
    if request.method != "POST" or not invitation.gives_details:
        return _back(invitation)
    typed, then = _carried(request), _then(request.POST)
    try:
        source = devices.source_of(request, identity_check.subject_of(invitation))
        identity_check.send_code(request.session, invitation, source)
    except Refused as refusal:
        return _ask_for_code(request, invitation, typed, refusal, is_sent=True, then=then)
    if typed:
        return _ask_for_code(request, invitation, typed, is_sent=True, then=then)
    return _back(invitation, "details_code", then=then)


@personal_page
def enter_code(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The form for the code; the right one opens the details, with what was typed before."""
    if not invitation.gives_details:
        return _back(invitation)
    if request.method != "POST":
        then = _then(request.GET)
        if identity_check.is_proven(request.session, invitation):
            return _back(invitation, then)
        return _ask_for_code(request, invitation, then=then)
    typed, then = _carried(request), _then(request.POST)
    try:
        identity_check.check_code(request.session, invitation, sent.text(request.POST, "code"))
    except Refused as refusal:
        return _ask_for_code(request, invitation, typed, refusal, is_sent=True, then=then)
    identity_check.remember(request.session, invitation)
    response = _with_what_was_typed(request, invitation, typed, then)
    devices.remember(request, response, identity_check.subject_of(invitation))
    return response


def _then(data):
    """The name of the page that the code opens."""
    return "details_consent" if sent.text(data, "then") == "details_consent" else "details"


def _with_what_was_typed(request, invitation, typed, then):
    if not typed:
        return _back(invitation, then)
    if "agree" in typed or "take_back" in typed:
        agreeing = sent.texts(typed, "agree")
        return _show_consents(request, invitation, agreeing, is_carried=True)
    filled = delegate_form.forms_for(invitation, typed)
    return _show(request, invitation, filled=filled, is_carried=True)


@personal_page
def close(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """End the proof in this browser."""
    return _close(request, invitation) if request.method == "POST" else _back(invitation)


def _close(request, invitation):
    identity_check.forget(request.session, invitation)
    return redirect(in_this_language(invitation.page_path))


def _show(request, invitation, filled=None, **context):
    """The details; `filled` are forms with what was typed."""
    status = context.pop("status", 200)
    row = details.row_of(invitation)
    change = change_form.standing(invitation, row)
    if filled is None and change.waiting:
        filled = delegate_form.forms_for(invitation, initial=change.waiting.values)
    details_form, gender_form = filled or delegate_form.forms_for(invitation)
    context = {
        "details_form": details_form,
        "gender_form": gender_form,
        "row": row,
        "change": change,
        **_missing(row),
        **_notice(invitation),
        **context,
    }
    return _render(request, invitation, "participants/details.html", context, status)


def _show_consents(request, invitation, agreeing=(), **context):
    """The consents; `agreeing` are the boxes that were ticked in a form not yet recorded."""
    status = context.pop("status", 200)
    context = {
        "purposes": consents.rows(invitation, agreeing),
        **_notice(invitation),
        **context,
    }
    return _render(request, invitation, "participants/consents.html", context, status)


def _notice(invitation):
    """What the notice on the use of the details says."""
    dialogue = invitation.dialogue
    return {
        "erased_on": dialogue.details_erased_on,
        "forgotten_on": terms.forgotten_on(dialogue),
        "hosts": [host for host in dialogue.institutions.all() if host.has_agreed_to_invite],
    }


def _missing(row):
    names = sorted(row.missing, key=details_layout.ORDER.index)
    return {"missing": [(details_form.id_of(name), details_said.name_of(name)) for name in names]}


def _ask_for_code(request, invitation, typed=None, refusal="", is_sent=False, then="details"):
    masked = identity_check.masked(invitation.person.email) if invitation.person.email else ""
    is_consent = then == "details_consent"
    context = {
        "heading": _("What may be published")
        if is_consent
        else _("Your travel, visa letter and needs"),
        "form": CodeForm(),
        "address": masked and format_html('<span class="whole">{}</span>', masked),
        "typed": _as_hidden_fields(typed),
        "problems": problems(refusal=refusal, anchor="id_code"),
        "is_sent": is_sent or identity_check.has_asked(request.session, invitation),
        "then": then,
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


def _back(invitation, name="details", **query):
    """To one of these pages, in the language on screen."""
    address = reverse(name, kwargs={"token": invitation.token})
    return redirect(in_this_language(address, **query))
