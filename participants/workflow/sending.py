"""How letters that organisers send by an action go out: as which wave, with which paragraph, when.
What they typed can be looked at in the letters before anything is written."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dialogue.access import sent
from dialogue.mail import outbox
from dialogue.mail.delivery.smtp import has_no_mail_server
from dialogue.mail.forms import SendingForm
from dialogue.mail.models import Wave
from dialogue.models import Dialogue
from participants.models import Invitation

TYPED = "paragraphs_typed"  # in the session, for the frames that show the letters


def form_for(
    request: HttpRequest, what: str | Promise, invitations: Iterable[Invitation]
) -> SendingForm | None:
    """The form for letters about one dialogue, which are called `what`; None if there are several
    dialogues. What was typed is read on the clock that is active."""
    dialogues = {invitation.dialogue for invitation in invitations}
    if len(dialogues) != 1:
        return None
    return form_of(request, what, *dialogues)


def form_of(request: HttpRequest, what: str | Promise, dialogue: Dialogue) -> SendingForm:
    """The same for letters about this dialogue."""
    number = Wave.objects.filter(dialogue=dialogue).count() + 1
    name = _("%(what)s, wave %(number)d") % {"what": what, "number": number}
    is_typed = {"confirmed", "show"} & request.POST.keys()
    data, files = (request.POST, request.FILES) if is_typed else (None, None)
    return SendingForm(dialogue, data, files=files, initial={"wave": name})


def as_typed_into(form: SendingForm | None) -> outbox.Sending | None:
    """How the letters go out by what was typed; None if nothing was, or it cannot be."""
    return form.sending() if form and form.is_bound and form.is_valid() else None


def remember(request: HttpRequest, form: SendingForm) -> None:
    """Keep what was typed for the frames of the page that is about to be shown."""
    names = ["wave", "paragraph_en", "paragraph_vi"]
    typed = {name: form.cleaned_data[name] for name in names}
    request.session[TYPED] = typed | {"reason": sent.text(request.POST, "reason")}


def reason_typed(request: HttpRequest) -> str:
    """The reason typed last, if the address asks for what was typed."""
    typed = request.session.get(TYPED) if "typed" in request.GET else None
    return typed.get("reason", "") if typed else ""


def going_out(how: outbox.Sending | None) -> AbstractContextManager:
    """A context in which letters are written or rendered so, whose wave need not be stored."""
    return outbox.sending(how) if how else nullcontext()


def tell(request: HttpRequest, how: outbox.Sending) -> None:
    """Say where the letters are now, if they are not on their way."""
    if how.as_drafts:
        text = _(
            "The letters are drafts. Review them under “Outgoing email”, or in the “Email "
            "queue”, and release them from there."
        )
        messages.info(request, text)
    elif how.send_after_at:
        at = date_format(how.wave.dialogue.local(how.send_after_at), "DATETIME_FORMAT")
        messages.info(request, _("The letters will go out after %(at)s.") % {"at": at})


def on_their_way(request: HttpRequest, how: outbox.Sending) -> list[str]:
    """When letters leave that nothing holds back, and the way to them; nothing of others."""
    if how.as_drafts or how.send_after_at or how.wave.pk is None:
        return []
    says = _("The letters leave within two minutes.")
    if has_no_mail_server():
        says = _("No mail server is set up: the letters are only stored here.")
    if not request.user.has_perm("mail.view_outgoingmail"):
        return [says]
    listed = reverse("admin:mail_outgoingmail_changelist")
    address = f"{listed}?dialogue__id__exact={how.wave.dialogue_id}&wave__id__exact={how.wave.pk}"
    return [says, format_html('<a href="{}">{}</a>', address, _("See them in Mail"))]


def as_typed(request: HttpRequest, dialogue: Dialogue) -> AbstractContextManager:
    """A context in which letters are rendered with the paragraphs typed last, if the address asks
    for it."""
    typed = request.session.get(TYPED) if "typed" in request.GET else None
    if not typed:
        return nullcontext()
    paragraphs = {name: typed[name] for name in ["paragraph_en", "paragraph_vi"]}
    return _sending(outbox.Sending(Wave(dialogue=dialogue, name=typed["wave"], **paragraphs)))


@contextmanager
def _sending(how):
    with outbox.sending(how):
        yield how
