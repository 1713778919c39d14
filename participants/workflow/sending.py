"""How letters that organisers send by a step go out: as which wave, with which paragraph, when.
What they typed can be looked at in the letters before anything is written."""

from contextlib import nullcontext

from django.contrib import messages
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.mail import outbox
from dialogue.mail.forms import SendingForm
from dialogue.mail.models import Wave

NAMES = {
    "invite": gettext_lazy("Invitations"),
    "offer": gettext_lazy("Offers"),
    "remind": gettext_lazy("Reminders"),
}
TYPED = "paragraphs_typed"  # in the session, for the frames that show the letters


def form_for(request, step, invitations):
    """The form for a step that sends letters of one dialogue, else None."""
    dialogues = {invitation.dialogue for invitation in invitations}
    if step not in NAMES or len(dialogues) != 1:
        return None
    (dialogue,) = dialogues
    number = Wave.objects.filter(dialogue=dialogue).count() + 1
    name = _("%(what)s, wave %(number)d") % {"what": NAMES[step], "number": number}
    is_typed = {"confirmed", "show"} & request.POST.keys()
    return SendingForm(dialogue, request.POST if is_typed else None, initial={"wave": name})


def remember(request, form):
    """Keep what was typed for the frames of the page that is about to be shown."""
    names = ["wave", "paragraph_en", "paragraph_vi"]
    request.session[TYPED] = {name: form.cleaned_data[name] for name in names}


def tell(request, how):
    """Say where the letters are now, if they are not on their way."""
    if how.as_drafts:
        text = _(
            "The letters are drafts. Review them under “Outgoing mail”, in the mail queue, and "
            "release them from there."
        )
        messages.info(request, text)
    elif how.send_after_at:
        at = date_format(how.wave.dialogue.local(how.send_after_at), "DATETIME_FORMAT")
        messages.info(request, _("The letters will go out after %(at)s.") % {"at": at})


def as_typed(request, dialogue):
    """A context in which letters are rendered with the paragraphs typed last, if the address asks
    for it."""
    typed = request.session.get(TYPED) if "typed" in request.GET else None
    if not typed:
        return nullcontext()
    paragraphs = {name: typed[name] for name in ["paragraph_en", "paragraph_vi"]}
    return outbox.sending(outbox.Sending(Wave(dialogue=dialogue, name=typed["wave"], **paragraphs)))
