"""The mails that go to invitees: who gets which, in which language, with what attached."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from dialogue import entries, ical, outbox
from participants.models import Answer, Invitation
from participants.states import Status


def context_for(invitation: Invitation):
    """What the templates in templates/emails/ may name."""
    return {
        "invitation": invitation,
        "person": invitation.person,
        "dialogue": invitation.dialogue,
        "link": settings.PUBLIC_URL + invitation.get_absolute_url(),
        "reply_by_at": invitation.reply_by_at or invitation.dialogue.reply_by_at,
    }


def invitation(invitation: Invitation):
    """The invitation, with the personal link."""
    _write("invitation", invitation)


def preview(invitation: Invitation):
    """(subject, text, HTML) of the invitation as it would go out now."""
    return outbox.render("invitation", invitation.person.language, context_for(invitation))


def new_link(invitation: Invitation):
    """The new personal link after the old one was made to die."""
    _write("new_link", invitation)


def extension(invitation: Invitation):
    """There is more time to answer."""
    _write("extension", invitation)


def withdrawal(invitation: Invitation):
    """The invitation is taken back."""
    _write("withdrawal", invitation)


def confirmation(invitation: Invitation, answer: Answer):
    """What was recorded, to the invitee and, without the personal link, to who answered."""
    attachments = []
    if invitation.status in {Status.ACCEPTED, Status.TENTATIVE}:
        attachments = [_calendar_file(invitation)]
    _write("confirmation", invitation, attachments, answer=answer, is_for_office=False)
    person = invitation.person
    if answer.answered_by_email and answer.answered_by_email not in {
        person.email,
        person.cc_email,
    }:
        mail = outbox.write(
            "confirmation",
            dialogue=invitation.dialogue,
            language=person.language,
            to_name=answer.answered_by_name,
            to_address=answer.answered_by_email,
            context={
                **context_for(invitation),
                "reader": answer.answered_by_name,
                "answer": answer,
                "is_for_office": True,
                "link": "",
            },
            attachments=attachments,
        )
        invitation.mails.add(mail)


def _write(template, invitation, attachments=(), **context):
    person = invitation.person
    with translation.override(person.language):
        to_name, reader = person.name, person.addressed_name
    mail = outbox.write(
        template,
        dialogue=invitation.dialogue,
        language=person.language,
        to_name=to_name,
        to_address=person.email,
        cc_address=person.cc_email,
        context={"reader": reader, **context_for(invitation), **context},
        attachments=attachments,
    )
    invitation.mails.add(mail)


def _calendar_file(invitation):
    """The dialogue's days as an .ics attachment in the recipient's language; no link in it, for
    calendars are shown to others."""
    dialogue = invitation.dialogue
    with translation.override(invitation.person.language):
        calendar = ical.Calendar(
            name=dialogue.title,
            tz=dialogue.tz,
            language=invitation.person.language,
            organiser=(dialogue.contact_name, dialogue.contact_email),
            events=[entries.whole_dialogue(dialogue)],
        )
        return f"{dialogue.slug}.ics", "text/calendar", ical.write(calendar)


def calendar_url(invitation: Invitation) -> str:
    """The personal calendar's address."""
    return settings.PUBLIC_URL + reverse(
        "calendar_mine", kwargs={"token": invitation.calendar_token}
    )
