"""The page of a letter to many. Looking and trying write to nobody but oneself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.mail import letter_kinds, outbox
from dialogue.mail.queue.letter_preview import LETTERS_SHOWN, show_letter
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, user_of
from participants.groupmail import group_letters, job
from participants.groupmail.group_letter_form import GroupLetterForm
from participants.groupmail.group_letters import GroupLetter, Plan
from participants.models import Invitation
from participants.workflow import sending

TYPED = "group_letter_typed"  # in the session, for the frames that show the letters
NOTHING = {"subjects": {"en": "", "vi": ""}, "texts": {"en": "", "vi": ""}}
STEPS = {"show", "test", "confirmed"}


@permission_required("participants.change_invitation", raise_exception=True)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to whom and what; show each letter, and who gets none and why; test; send."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    with timezone.override(dialogue.tz):
        is_typed = bool(STEPS & request.POST.keys())
        typed = {"data": request.POST, "files": request.FILES} if is_typed else {}
        form = GroupLetterForm(dialogue, initial={"by_status": ["accepted"]}, **typed)
        plan = None
        if is_typed and form.is_valid():
            plan = group_letters.plan(
                dialogue, form.values, form.letter, needs_consent=form.needs_consent
            )
            if "confirmed" in request.POST and plan.recipients:
                return redirect(_send(request, form, plan))
            _remember(request, form.letter)
            if "test" in request.POST:
                _test(request, form, plan)
        return render_page(
            request,
            "admin/participants/groupmail/page.html",
            Invitation,
            _("A letter to many"),
            dialogue,
            form=form,
            plan=plan,
            shown=plan.recipients[:LETTERS_SHOWN] if plan else [],
            not_shown=max(0, len(plan.recipients) - LETTERS_SHOWN) if plan else 0,
            placeholders=[
                (f"{{{name}}}", words) for name, words in group_letters.PLACEHOLDERS.items()
            ],
        )


def _remember(request: HttpRequest, letter: GroupLetter) -> None:
    request.session[TYPED] = {"subjects": dict(letter.subjects), "texts": dict(letter.texts)}


@transaction.atomic
def _send(request: HttpRequest, form: GroupLetterForm, plan: Plan) -> str:
    """Write the letters, or have a worker do it; the address of the page that follows."""
    how = form.sending()
    assert how is not None  # a letter to many has a name
    how.wave.save()
    if len(plan.recipients) > job.LONG:
        started = job.start(user_of(request), form.letter, plan.recipients, how)
        return reverse("admin:dialogue_job_change", args=[started.pk])
    with outbox.sending(how):
        number = len(group_letters.write(form.letter, plan.recipients))
    text = ngettext("%(n)d letter has been written.", "%(n)d letters have been written.", number)
    messages.success(request, text % {"n": number})
    sending.tell(request, how)
    return f"{reverse('admin:mail_outgoingmail_changelist')}?wave__id__exact={how.wave.pk}"


def _test(request: HttpRequest, form: GroupLetterForm, plan: Plan) -> None:
    """The letter as the first recipient of each language would get it, to the organiser."""
    user = user_of(request)
    if not user.email:
        text = _(
            "Your account has no email address. Please ask for one to be added, then come back."
        )
        messages.error(request, text)
        return
    firsts: dict[str, Any] = {}
    for invitation in plan.recipients:
        firsts.setdefault(invitation.addressee.language, invitation)
    for language, invitation in firsts.items():
        subject, text, html = group_letters.preview(form.letter, invitation)
        outbox.store(
            dialogue=form.dialogue,
            kind=letter_kinds.TEST.name,
            language=language,
            to_name=user.get_full_name(),
            to_address=user.email,
            subject=f"[Test] {subject}",
            text=text,
            html=html,
            shared=form.attached,
        )
    if firsts:
        text = _("A test is on its way to %(address)s.") % {"address": user.email}
        messages.success(request, text)


@permission_required("participants.change_invitation", raise_exception=True)
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of the letter typed last as one addressee would get it."""
    invitation = open_or_404(request, Invitation.objects.with_people(), pk=pk)
    typed = request.session.get(TYPED) or NOTHING
    return show_letter(group_letters.preview(GroupLetter(**typed), invitation)[2])
