"""The delegate's details and consent: step two, behind a code.

Every address here opens with a personal link; what is shown or taken needs the proof too (see
proof.py).
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from dialogue.access import devices, sent
from dialogue.pages.problems import problems
from dialogue.personal_data import terms
from dialogue.refusals import Refused
from participants.delegates import (
    arrangements,
    change_form,
    consents,
    delegate_form,
    details,
    details_form,
    details_layout,
    details_said,
    identity_check,
)
from participants.delegates.at_home import is_at_home
from participants.delegates.forms import CodeForm
from participants.links.personal_pages import is_begun, personal_page, typed
from participants.links.proof import (
    ask_for_code,
    back,
    carried,
    close_details,
    render_page,
    then_of,
    what_was_typed,
)
from participants.models import Invitation


@personal_page
def details_page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Show the details to whoever has proven to be the delegate, and take them."""
    if not invitation.gives_details:
        return render_page(request, invitation, "participants/no_details.html", status=403)
    if not identity_check.is_proven(request.session, invitation):
        return ask_for_code(request, invitation, what_was_typed(request))
    if request.method != "POST" or not invitation.is_asked_for_details:
        return _show(request, invitation, is_done="done" in request.GET)
    is_locked = invitation.dialogue.are_details_locked
    take = change_form.ask if is_locked else delegate_form.save_valid
    goes_on = bool({"close", "consents"} & set(request.POST))
    try:
        by = identity_check.speaker(request.session, invitation)
        filled = take(invitation, arrangements.spelt_out(request.POST), by)
    except Refused as refusal:
        if goes_on and isinstance(refusal, change_form.NothingNew):
            return _go_on(request, invitation)
        return _show(request, invitation, problems=problems(refusal=refusal), status=422)
    if any(form.errors for form in filled):
        heading = "" if is_locked else _("Saved, except for the following")
        found = {"problems": problems(*filled), "summary_heading": heading}
        return _show(request, invitation, filled, **found, status=422)
    if goes_on:
        return _go_on(request, invitation, done="sent" if is_locked else "saved")
    return back(invitation, "details", done="1")


def _go_on(request, invitation, done="closed"):
    """Where the button led that sent the form: to the consents, or out."""
    if "consents" in request.POST:
        return back(invitation, "details_consent", details=done)
    return close_details(request, invitation, done)


@personal_page
def take_change_back(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Withdraw the change that waits for the organisers."""
    if request.method != "POST" or not invitation.gives_details:
        return back(invitation)
    if not identity_check.is_proven(request.session, invitation):
        return ask_for_code(request, invitation)
    try:
        change_form.take_back(invitation, identity_check.speaker(request.session, invitation))
    except Refused as refusal:
        return _show(request, invitation, problems=problems(refusal=refusal), status=422)
    return back(invitation, "details", done="1")


@personal_page
def autosave(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Store what is valid, as the page's script sends it at every change; answer {"text": what
    came of it, "missing": HTML that says what is still missing, if it was saved}."""
    if request.method != "POST":
        return back(invitation)
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
        by = identity_check.speaker(request.session, invitation)
        filled = delegate_form.save_valid(invitation, arrangements.spelt_out(request.POST), by)
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
    said = {"row": row, **_missing(row)}
    missing = render_to_string("participants/_missing.html", said)
    return JsonResponse({"text": text, "missing": missing})


@personal_page
def consent(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Show what the delegate agreed to; record what was ticked, or take back what was pressed."""
    if not invitation.gives_details:
        return render_page(request, invitation, "participants/no_details.html", status=403)
    if not identity_check.is_proven(request.session, invitation):
        return ask_for_code(request, invitation, what_was_typed(request), then="details_consent")
    if request.method != "POST":
        ticked = sent.texts(request.POST, "agree")  # beside the switch to this language
        return _show_consents(
            request,
            invitation,
            ticked,
            is_carried=bool(ticked),
            is_done="done" in request.GET,
            details_done=sent.text(request.GET, "details"),
        )
    agreed = [name for name in sent.texts(request.POST, "agree") if name in consents.Purpose]
    taken = [name for name in sent.texts(request.POST, "take_back") if name in consents.Purpose]
    agrees_to_none = "none" in request.POST and not taken
    by = identity_check.speaker(request.session, invitation)
    if refusal := _unclear(agreed, taken, agrees_to_none):
        found = problems(refusal=refusal, anchor=f"agree-{consents.Purpose.values[0]}")
        return _show_consents(request, invitation, agreed, problems=found, status=422)
    if agrees_to_none:
        consents.decline_the_rest(invitation, door=by.door, actor=by.name)
    for purpose in taken or agreed:
        consents.record(invitation, purpose, not taken, door=by.door, actor=by.name)
    return back(invitation, "details_consent", done="1")


def _unclear(agreed, taken, agrees_to_none):
    """What to say of a form that says nothing, or two things at once; else ""."""
    if agrees_to_none and agreed:
        return _(
            "Nothing has been recorded: you have ticked something and pressed “I agree to none of "
            "these”. Please choose one of the two."
        )
    if agreed or taken or agrees_to_none:
        return ""
    return _(
        "Nothing was ticked, so nothing was recorded. Tick what you agree to, or press “I agree to "
        "none of these”."
    )


@personal_page
def enter_code(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The form for the code; the right one opens the details, with what was typed before."""
    if not invitation.gives_details:
        return back(invitation)
    data = request.POST or request.GET
    carried_on, then = carried(request), then_of(data)
    if request.method != "POST":
        if identity_check.is_proven(request.session, invitation):
            return _with_what_was_typed(request, invitation, carried_on, then)
        is_just_sent = "sent" in request.GET
        return ask_for_code(request, invitation, carried_on, then=then, is_just_sent=is_just_sent)
    try:
        identity_check.check_code(request.session, invitation, sent.text(request.POST, "code"))
    except Refused as refusal:
        form = CodeForm(request.POST)
        form.add_error("code", str(refusal))
        return ask_for_code(request, invitation, carried_on, form=form, then=then)
    identity_check.remember(request.session, invitation)
    response = _with_what_was_typed(request, invitation, carried_on, then)
    devices.remember(request, response, identity_check.subject_of(invitation))
    return response


def _with_what_was_typed(request, invitation, data, then):
    if not data:
        return back(invitation, then)
    if {"agree", "take_back", "none"} & set(data):
        agreeing = sent.texts(data, "agree")
        return _show_consents(request, invitation, agreeing, is_carried=True)
    filled = delegate_form.forms_for(invitation, arrangements.spelt_out(data))
    return _show(request, invitation, filled=filled, is_carried=True)


def _show(request, invitation, filled=None, **context):
    """The details; `filled` are forms with what was typed."""
    status = context.pop("status", 200)
    row = details.row_of(invitation)
    change = change_form.standing(invitation, row)
    if filled is None:
        waiting = change.waiting.values if change.waiting else {}
        filled = delegate_form.forms_for(invitation, initial=waiting)
        if begun := typed(request):  # and nothing of it was stored
            unsent = [*filled, arrangements.form_beside(filled[0])]
            context["is_carried"] = any(is_begun(form, begun) for form in unsent)
            filled = delegate_form.forms_for(invitation, initial={**waiting, **begun})
    details_form, gender_form = filled
    arranged_form = arrangements.form_beside(details_form, typed(request))
    if is_at_home(invitation) and not row.needs_visa_letter:
        details_form.ask_nothing_about_a_visa()
        arranged_form.ask_nothing_about_a_visa()
    context = {
        "form_to_keep": "details-form" if invitation.is_asked_for_details else "",
        "details_form": details_form,
        "arranged_form": arranged_form,
        "gender_form": gender_form,
        "row": row,
        "change": change,
        "has_chosen": invitation.consents.exists(),
        "is_saved": context.get("is_done") and row.pk and not change.is_locked,
        **_missing(row),
        **_notice(request, invitation),
        **context,
    }
    return render_page(request, invitation, "participants/details.html", context, status)


def _show_consents(request, invitation, agreeing=(), **context):
    """The consents; `agreeing` are the boxes that were ticked in a form not yet recorded."""
    status = context.pop("status", 200)
    purposes = consents.rows(invitation, agreeing)
    context = {
        "form_to_keep": "consents-form",
        "purposes": purposes,
        "may_decline": any(row["last"] is None for row in purposes),
        **_notice(request, invitation),
        **context,
    }
    return render_page(request, invitation, "participants/consents.html", context, status)


def _notice(request, invitation):
    """What the notice on the use of the details says; an office is not led where it may not go."""
    dialogue = invitation.dialogue
    return {
        "is_office": not identity_check.is_delegate(request.session, invitation),
        "erased_on": dialogue.details_erased_on,
        "forgotten_on": terms.forgotten_on(dialogue),
        "hosts": [host for host in dialogue.institutions.all() if host.has_agreed_to_invite],
    }


def _missing(row):
    names = sorted(row.missing, key=details_layout.ORDER.index)
    missing = [(details_form.id_of(name), details_said.name_of(name)) for name in names]
    if set(arrangements.FIELDS_OF_ALL) <= set(names):  # one question stands for them
        first = names.index(arrangements.FIELDS[0])
        rest = [
            it for name, it in zip(names, missing, strict=True) if name not in arrangements.FIELDS
        ]
        missing = [*rest[:first], ("id_arranged_0", _("what we arrange for you")), *rest[first:]]
    return {
        "missing": missing,
        "questions": details_said.questions(row, row.invitation.dialogue),
    }
