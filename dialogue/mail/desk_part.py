"""What mail contributes to a dialogue's front page: what did not arrive, and what nobody has let
out yet."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.desk.parts import Group, Part, Shortcut, ToDo
from dialogue.mail import statistics
from dialogue.mail.models import OutgoingMail
from dialogue.mail.situations import Situation
from dialogue.models import Dialogue

SEE, CHANGE = "mail.view_outgoingmail", "mail.change_outgoingmail"
NOTHING_WRITTEN = statistics.QueueStatistics({}, 0, 0)
# Those that are a task: (situation, group, button).
TO_DO = [
    (Situation.ON_HOLD, Group.MEND),
    (Situation.NOT_SENT, Group.MEND),
    (Situation.DRAFT, Group.GO_ON),
    (Situation.TO_HAND_OVER, Group.GO_ON),
]


def part_of(request: HttpRequest, dialogue: Dialogue) -> Part:
    """The emails of this dialogue that somebody has to look after. One query."""
    if not request.user.has_perm(SEE):
        return Part()
    mails = OutgoingMail.objects.filter(dialogue=dialogue)
    found = statistics.by_dialogue(mails).get(dialogue.pk, NOTHING_WRITTEN)
    listed = f"{reverse('admin:mail_outgoingmail_changelist')}?dialogue__id__exact={dialogue.pk}"
    queue = reverse("admin:outgoing_mail_queue")
    return Part(
        to_do=[
            *_stuck(found, queue),
            *(_undelivered(line, listed) for line in found.undelivered),
            *(
                _waiting(situation, found.by_situation.get(situation, 0), group, listed)
                for situation, group in TO_DO
            ),
        ],
        heading=_("Mail"),
        pages=[
            Shortcut(_("Outgoing email"), listed, SEE),
            Shortcut(_("Email queue"), queue, SEE),
        ],
    )


def _stuck(found, queue):
    """The mail worker or the mail server does not answer."""
    if not found.waits_long:
        return []
    text = ngettext(
        "email is due and does not go out", "emails are due and do not go out", found.due
    )
    note = _("The oldest has been due for %(age)s. Ask whoever looks after the mail server.")
    age = timesince(found.oldest_at)
    return [
        ToDo(
            found.due,
            text,
            queue,
            _("Look"),
            Group.MEND,
            note=note % {"age": age},
            see=SEE,
            for_hosts=False,
            is_late=True,
        )
    ]


def _undelivered(line, listed):
    what = ngettext("email did not arrive", "emails did not arrive", line.number)
    if line.is_our_mistake:
        what = ngettext(
            "email was refused because of our mail server",
            "emails were refused because of our mail server",
            line.number,
        )
    return ToDo(
        line.number,
        f"{what}: {line.reason.label}",
        f"{listed}&refusal__exact={line.reason.value}",
        _("Put right"),
        Group.MEND,
        note=str(line.remedy.label),
        see=SEE,
        for_hosts=False,
        act_right=CHANGE,
        is_late=True,
    )


def _waiting(situation, number, group, listed):
    what = {
        Situation.ON_HOLD: ngettext("email is on hold", "emails are on hold", number),
        Situation.NOT_SENT: ngettext("email was not sent", "emails were not sent", number),
        Situation.DRAFT: ngettext("letter is a draft", "letters are drafts", number),
        Situation.TO_HAND_OVER: ngettext(
            "letter is to be handed over", "letters are to be handed over", number
        ),
    }
    notes = {
        Situation.ON_HOLD: ngettext(
            "Somebody or a rule has stopped it. It goes out only when somebody releases it.",
            "Somebody or a rule has stopped them. They go out only when somebody releases them.",
            number,
        ),
        Situation.NOT_SENT: ngettext(
            "No mail server is set up: it is only stored here, and nobody has received it.",
            "No mail server is set up: they are only stored here, and nobody has received them.",
            number,
        ),
    }
    return ToDo(
        number,
        what[situation],
        f"{listed}&situation={situation.value}",
        _("Look at them"),
        group,
        note=notes.get(situation, ""),
        see=SEE,
        for_hosts=False,
        act_right=CHANGE,
    )
