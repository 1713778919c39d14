"""What organisers do with a stored letter besides holding it: edit it, send it once more as a copy,
send it to themselves as a test."""

from django.contrib.auth.models import User
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogue.access.tokens import addresses_with_tokens, without_tokens
from dialogue.edit_conflicts import EditConflict
from dialogue.mail import outbox
from dialogue.mail.models import OutgoingMail

State, Purpose = OutgoingMail.State, OutgoingMail.Purpose
EDITABLE = {State.DRAFT, State.HELD}
# Whoever reads one could act as its recipient; nobody edits or repeats them.
SECRET = {Purpose.ACCOUNT, Purpose.ACCESS_CODE}


def is_editable(mail: OutgoingMail) -> bool:
    return mail.state in EDITABLE and mail.purpose not in SECRET


def edit(mail: OutgoingMail, user: User, subject: str, text: str, *, seen: str) -> None:
    """Give a letter that does not go out by itself another subject and text. `seen` is the version
    that was on screen; raises EditConflict if it was released or edited by somebody else since.

    The HTML part is made of the text, so that both always say the same.
    """
    unchanged = OutgoingMail.objects.filter(
        pk=mail.pk, state__in=EDITABLE, edited_at=mail.edited_at
    )
    changes = {
        "subject": subject,
        "text": text,
        "html": html_of(mail, subject, text) if mail.html else "",
        "edited_at": timezone.now(),
        "edited_by": user,
    }
    if seen != mail.version or not unchanged.update(**changes):
        conflict = _(
            "Somebody else edited or released this letter while you were editing it. Your text "
            "is below; copy what you need, then open the letter again."
        )
        raise EditConflict(conflict, mail, seen)


def html_of(mail: OutgoingMail, subject: str, text: str) -> str:
    """The text in the dress of our letters: paragraphs, links, letterhead. It is never read as a
    template."""
    context = {
        "dialogue": mail.dialogue,
        "language": mail.language,
        "subject": subject,
        "text": text,
    }
    with translation.override(mail.language):
        return render_to_string("emails/edited.html", context)


def links_lost(mail: OutgoingMail, text: str) -> list[str]:
    """The personal addresses of a letter that `text` does not hold any more."""
    return [one for one in addresses_with_tokens(mail.text) if one not in text]


@transaction.atomic
def copy(mails) -> int:
    """Write letters that have gone out once more, with a Message-ID of their own, for receivers
    drop what they have seen. Whatever refers to the first refers to the copy too."""
    sent = mails.filter(state__in=[State.SENT, State.BOUNCED]).exclude(purpose__in=SECRET)
    for mail in sent.select_related("dialogue"):
        again = outbox.store(
            dialogue=mail.dialogue,
            purpose=mail.purpose,
            language=mail.language,
            to_name=mail.to_name,
            to_address=mail.to_address,
            cc_address=mail.cc_address,
            reply_to=mail.reply_to,
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            calendar=mail.calendar,
            calendar_method=mail.calendar_method,
            attachments=[(one.filename, one.media_type, one.content) for one in _files(mail)],
        )
        for relation in OutgoingMail._meta.related_objects:
            if relation.many_to_many:
                name = relation.get_accessor_name()
                getattr(again, name).set(getattr(mail, name).all())
    return len(sent)


def _files(mail):
    return mail.attachments.all()


def write_test(mail: OutgoingMail, user) -> OutgoingMail:
    """Send a letter to the organiser who wants to see how it arrives. It opens nothing: personal
    addresses lead to a page that says so, and the calendar part, which could be answered, is not
    in it."""
    return outbox.store(
        dialogue=mail.dialogue,
        purpose=Purpose.TEST,
        language=mail.language,
        to_name=user.get_full_name(),
        to_address=user.email,
        subject=f"[Test] {mail.subject}",
        text=without_tokens(mail.text, "test"),
        html=without_tokens(mail.html, "test"),
        attachments=[(one.filename, one.media_type, one.content) for one in _files(mail)],
    )
