"""What organisers do with a stored letter: edit it, send a copy of it, send it to themselves as a
test. (For holding, releasing and cancelling see `outbox`.)"""

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogue.mail import letter_kinds, outbox, sealing
from dialogue.mail.models import OutgoingMail, OutgoingMailQuerySet
from dialogue.refusals import EditConflict

State = OutgoingMail.State
EDITABLE = {State.DRAFT, State.ON_HOLD}
EDITED = "emails/mail/edited.html"


def secret_kinds() -> list[str]:
    """The kinds whose letters nobody edits, repeats or tests."""
    return letter_kinds.names(lambda kind: kind.is_secret)


def is_editable(mail: OutgoingMail) -> bool:
    """Whether it waits where nothing sends it by itself, and is not secret."""
    return mail.state in EDITABLE and mail.kind not in secret_kinds()


def edit(
    mail: OutgoingMail, user: User | AnonymousUser, subject: str, text: str, *, seen: str
) -> None:
    """Give a letter that does not go out by itself another subject and text. `seen` is the version
    that was on screen; raises EditConflict if somebody else has released or edited it since.

    The HTML part says the same: what was not touched keeps its form (see `edited_html`). What opens
    something is in `text` as `sealing.for_editing` shows it.
    """
    # As it is stored: a form has written what was typed into `mail` already, marks left out.
    stored = OutgoingMail.objects.select_related("dialogue").get(pk=mail.pk)
    text = sealing.restored(stored, text)
    unchanged = OutgoingMail.objects.filter(
        pk=mail.pk, state__in=EDITABLE, edited_at=mail.edited_at
    )
    changes = {
        "subject": subject,
        "text": text,
        "html": _edited_html(stored, subject, text) if stored.html else "",
        "edited_at": timezone.now(),
        "edited_by": user,
    }
    sealing.seal(changes, known=stored.secrets)
    if seen != mail.version or not unchanged.update(**changes):
        conflict = _(
            "Somebody else edited or released this letter while you were editing it. Your text "
            "is below; copy what you need, then open the letter again."
        )
        raise EditConflict(conflict, mail, seen)


def _edited_html(mail, subject, text):
    from dialogue.mail.edited_html import rewritten  # its parser is needed for nothing else

    return rewritten(mail.html, mail.text, subject, text) or html_of(mail, subject, text)


def html_of(mail: OutgoingMail, subject: str, text: str) -> str:
    """The text as our letters look: paragraphs, links, letterhead. It is never treated as a
    template."""
    context = {
        "dialogue": mail.dialogue,
        "language": mail.language,
        "subject": subject,
        "text": text,
    }
    with translation.override(mail.language):
        return render_to_string(EDITED, context)


def links_lost(mail: OutgoingMail, text: str) -> list[str]:
    """The personal addresses of a letter that the edited `text` does not hold any more, as an
    organiser sees them."""
    typed = sealing.restored(mail, text)
    lost = [address for address in sealing.addresses_sealed(mail) if address not in typed]
    return [sealing.covered(mail, address) for address in lost]


@transaction.atomic
def copy(mails: OutgoingMailQuerySet) -> int:
    """Send letters that have gone out once more, with a Message-ID of their own, because receivers
    drop what they have seen. Whatever refers to the first refers to the copy too. Return how
    many."""
    sent = mails.filter(state__in=[State.SENT, State.BOUNCED]).exclude(kind__in=secret_kinds())
    for mail in sent.select_related("dialogue"):
        again = outbox.store(
            dialogue=mail.dialogue,
            kind=mail.kind,
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
            attachments=_own_files(mail),
            shared=_shared_files(mail),
            known=mail.secrets,
        )
        for relation in OutgoingMail._meta.related_objects:
            name = relation.get_accessor_name()
            if relation.many_to_many and name:
                getattr(again, name).set(getattr(mail, name).all())
    return len(sent)


def _own_files(mail):
    own = mail.attachments.filter(shared=None)
    return [(file.filename, file.media_type, file.content) for file in own]


def _shared_files(mail):
    return [file.shared for file in mail.attachments.select_related("shared") if file.shared]


def write_test(mail: OutgoingMail, user: User) -> OutgoingMail:
    """Send a letter to the organiser who wants to see how it arrives. It opens nothing: personal
    links lead to a page that says so, and the calendar part, which could be answered, is left
    out."""
    return outbox.store(
        dialogue=mail.dialogue,
        kind=letter_kinds.TEST.name,
        language=mail.language,
        to_name=user.get_full_name(),
        to_address=user.email,
        subject=f"[Test] {sealing.covered(mail, mail.subject, 'test')}",
        text=sealing.covered(mail, mail.text, "test"),
        html=sealing.covered(mail, mail.html, "test"),
        attachments=_own_files(mail),
        shared=_shared_files(mail),
    )
