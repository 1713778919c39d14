"""The mails that go to invitees and to institutions: who gets which, in which language, with what
attached. A personal link goes to the invitee alone, an institution's to its focal point alone."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from dialogue import entries, ical, outbox
from dialogue.models import OutgoingMail
from participants.models import Answer, Delegation, Invitation, Nomination
from participants.states import HOLDS_A_SEAT, Status


def context_for(invitation: Invitation):
    """What the templates in templates/emails/ may name."""
    return {
        "invitation": invitation,
        "person": invitation.addressee,
        "dialogue": invitation.dialogue,
        "link": settings.PUBLIC_URL + invitation.link,
        "reply_by_at": invitation.reply_by_at or invitation.dialogue.reply_by_at,
    }


def invitation(invitation: Invitation):
    """The invitation, with the personal link."""
    _write("invitation", invitation)


def nomination_request(delegation: Delegation, invitation: Invitation | None = None):
    """The seats that an institution is asked to fill, with its link, to the focal point.

    One letter names all seats: one that still waits in the outbox is overtaken by the newer.
    """
    waiting = delegation.dialogue.mails.filter(
        purpose="nomination_request", invitations__delegation=delegation
    )
    outbox.cancel(OutgoingMail.objects.filter(pk__in=waiting.values("pk")))
    context = _delegation_context(delegation, invitation)
    person = delegation.focal_point
    mail = _send("nomination_request", delegation.dialogue, person, context)
    for seat in context["seats"]:
        seat.mails.add(mail)


def _delegation_context(delegation, invitation=None):
    """What the nomination request names; `invitation` is shown as if it were out."""
    seats = delegation.seats.select_related("category").order_by("category__position", "pk")
    shown = [
        seat
        for seat in seats
        if seat.status in HOLDS_A_SEAT or (invitation is not None and seat.pk == invitation.pk)
    ]
    moments = [seat.reply_by_at for seat in shown if seat.reply_by_at]
    return {
        "delegation": delegation,
        "seats": shown,
        "person": delegation.focal_point,
        "link": settings.PUBLIC_URL + delegation.get_absolute_url(),
        "reply_by_at": max(moments, default=delegation.dialogue.reply_by_at),
    }


def preview(invitation: Invitation):
    """(subject, text, HTML) of the invitation as it would go out now."""
    language = invitation.addressee.language
    if invitation.person:
        return outbox.render("invitation", language, context_for(invitation))
    delegation = invitation.delegation
    context = {**_delegation_context(delegation, invitation), "dialogue": delegation.dialogue}
    return outbox.render("nomination_request", language, context)


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
    _write_to_other(
        "confirmation",
        invitation,
        (answer.answered_by_name, answer.answered_by_email),
        attachments,
        answer=answer,
        is_for_office=True,
    )


def proposal_received(invitation: Invitation, proposal: Nomination):
    """Somebody is proposed: to the invitee or focal point, and to who proposed."""
    _to_both("proposal_received", invitation, proposal)


def proposal_sent_back(invitation: Invitation, proposal: Nomination):
    """The organisers do not agree, and why: to the invitee or focal point, and who proposed."""
    _to_both("proposal_sent_back", invitation, proposal)


def proposal_agreed(invitation: Invitation, proposal: Nomination):
    """The organisers agree: to who had the seat or the focal point, and to who proposed. The
    nominee's personal link is not in it."""
    is_substitute = proposal.kind == Nomination.Kind.SUBSTITUTE
    former = invitation.person if is_substitute else invitation.delegation.focal_point
    context = {**context_for(invitation), "proposal": proposal, "link": "", "person": former}
    invitation.mails.add(_send("proposal_agreed", invitation.dialogue, former, context))
    _write_to_other("proposal_agreed", invitation, _proposer(proposal, former), proposal=proposal)


def seat_confirmed(invitation: Invitation, proposal: Nomination):
    """To the nominee or substitute, who has a seat now: the personal link and the calendar file."""
    _write("seat_confirmed", invitation, [_calendar_file(invitation)], proposal=proposal)


def access_code(invitation: Invitation, code: str, valid_until_at):
    """The code that opens the details, to the delegate alone: no copy, no personal link."""
    person = invitation.person
    with translation.override(person.language):
        to_name, reader = person.name, person.addressed_name
    mail = outbox.write(
        "access_code",
        dialogue=invitation.dialogue,
        language=person.language,
        to_name=to_name,
        to_address=person.email,
        context={"reader": reader, "code": code, "valid_until_at": valid_until_at},
    )
    invitation.mails.add(mail)


def _to_both(template, invitation, proposal):
    _write(template, invitation, proposal=proposal)
    other = _proposer(proposal, invitation.addressee)
    _write_to_other(template, invitation, other, proposal=proposal)


def _proposer(proposal, already_told):
    """(name, address) of who proposed, unless that is whom we write to anyway."""
    told = {already_told.email.casefold(), already_told.cc_email.casefold()}
    if proposal.proposed_by_email.casefold() in told:
        return "", ""
    return proposal.proposed_by_name, proposal.proposed_by_email


def _write(template, invitation, attachments=(), **context):
    """To the addressee, with the link."""
    context = {**context_for(invitation), **context}
    mail = _send(template, invitation.dialogue, invitation.addressee, context, attachments)
    invitation.mails.add(mail)


def _write_to_other(template, invitation, recipient, attachments=(), **context):
    """To somebody else who has a part in it, without the link. `recipient` is (name, address)."""
    name, address = recipient
    addressee = invitation.addressee
    if not address or address in {addressee.email, addressee.cc_email}:
        return
    mail = outbox.write(
        template,
        dialogue=invitation.dialogue,
        language=addressee.language,
        to_name=name,
        to_address=address,
        context={**context_for(invitation), "reader": name, "link": "", **context},
        attachments=attachments,
    )
    invitation.mails.add(mail)


def _send(template, dialogue, person, context, attachments=()):
    """Write to a person in the person's language, copied to the assistant."""
    with translation.override(person.language):
        to_name, reader = person.name, person.addressed_name
    return outbox.write(
        template,
        dialogue=dialogue,
        language=person.language,
        to_name=to_name,
        to_address=person.email,
        cc_address=person.cc_email,
        context={"reader": reader, **context},
        attachments=attachments,
    )


def _calendar_file(invitation):
    """The dialogue's days as an .ics attachment in the recipient's language; no link in it, for
    calendars are shown to others."""
    dialogue = invitation.dialogue
    language = invitation.addressee.language
    with translation.override(language):
        calendar = ical.Calendar(
            name=dialogue.title,
            tz=dialogue.tz,
            language=language,
            organiser=(dialogue.contact_name, dialogue.contact_email),
            events=[entries.whole_dialogue(dialogue)],
        )
        return f"{dialogue.slug}.ics", "text/calendar", ical.write(calendar)


def calendar_url(invitation: Invitation) -> str:
    """The personal calendar's address."""
    return settings.PUBLIC_URL + reverse(
        "calendar_mine", kwargs={"token": invitation.calendar_token}
    )
