"""The mails that go to invitees and to institutions: who gets which, in which language, with what
attached. A personal link goes to the invitee, an institution's to its focal point; of these letters
the assistant whom the organisers named gets a copy, link included, and nobody else has the link."""

from django.conf import settings
from django.utils import translation

from dialogue.access.tokens import make_token
from dialogue.calendars import subscription_links
from dialogue.mail import outbox
from dialogue.mail.models import OutgoingMail
from participants.letters import calendar_invitations
from participants.models import Answer, Delegation, Invitation, Nomination
from participants.states import HAS_A_CALENDAR, RESERVES_A_SEAT, Status


def context_for(invitation: Invitation):
    """What the templates in templates/emails/ may name."""
    return {
        "invitation": invitation,
        "person": invitation.addressee,
        "dialogue": invitation.dialogue,
        "link": settings.PUBLIC_URL + invitation.link,
        "reply_by_at": _moment(invitation) if invitation.has_a_deadline else None,
    }


def _moment(invitation):
    """By when to answer; while it is not out, the dialogue's reply-by moment."""
    return invitation.reply_by_at or invitation.dialogue.reply_by_at


def invite(invitation: Invitation):
    """The invitation, with the personal link and the entry that holds the days."""
    write("invitation", invitation, entry=calendar_invitations.hold(invitation))


def nomination_request(delegation: Delegation, invitation: Invitation | None = None):
    """The seats that an institution is asked to fill, with its link, to the focal point.

    One letter names all seats: one that still waits in the outbox is overtaken by the newer.
    """
    earlier = delegation.dialogue.mails.filter(
        purpose="nomination_request", invitations__delegation=delegation
    )
    context = _delegation_context(delegation, invitation)
    person = delegation.focal_point
    mail = _send("nomination_request", delegation.dialogue, person, context)
    outbox.replace(OutgoingMail.objects.filter(pk__in=earlier.values("pk")), mail)
    for seat in context["seats"]:
        seat.mails.add(mail)


def _delegation_context(delegation, invitation=None):
    """What the nomination request names; `invitation` is shown as if it were out."""
    shown = list(delegation.seats.to_fill())
    if invitation is not None and invitation not in shown:
        shown = sorted([*shown, invitation], key=lambda seat: (seat.category.position, seat.pk))
    return {
        "delegation": delegation,
        "seats": shown,
        "person": delegation.focal_point,
        "link": settings.PUBLIC_URL + delegation.page_path,
        "reply_by_at": min(map(_moment, shown), default=None),
    }


def preview(invitation: Invitation):
    """(subject, text, HTML) of the invitation as it would go out now."""
    language = invitation.addressee.language
    if invitation.person:
        context = {**context_for(invitation), "reply_by_at": _moment(invitation)}
        return outbox.render("invitation", language, context)
    delegation = invitation.delegation
    context = {**_delegation_context(delegation, invitation), "dialogue": delegation.dialogue}
    return outbox.render("nomination_request", language, context)


def preview_for_others(template, invitation: Invitation, **context):
    """(subject, text, HTML) of what `write` would write now, for organisers who may not have the
    personal link: dots stand in its place."""
    person = invitation.addressee
    link = f"{settings.PUBLIC_URL}/i/…"
    with translation.override(person.language):
        context = {**context_for(invitation), "reader": person.addressed_name, **context}
    return outbox.render(template, person.language, {**context, "link": link})


def reminder(kind: str, invitation: Invitation, seats=()):
    """Remind of what is missing (a ReminderRule.Kind); return the mail.

    `seats` are all that an institution still has to fill: one letter names them all.
    """
    context = _reminder_context(kind, invitation, seats)
    mail = _send("reminder", invitation.dialogue, context["person"], context)
    for seat in seats or [invitation]:
        seat.mails.add(mail)
    return mail


def preview_reminder(kind: str, invitation: Invitation, seats=()):
    """(subject, text, HTML) of the reminder as it would go out now."""
    context = _reminder_context(kind, invitation, seats)
    return outbox.render("reminder", context["person"].language, context)


def _reminder_context(kind, invitation, seats):
    context = {**context_for(invitation), "kind": str(kind), "seats": seats}
    if seats:
        context["delegation"] = invitation.delegation
        context["reply_by_at"] = min(seat.reply_by_at for seat in seats)
    return context


def new_link(invitation: Invitation):
    """The new personal link after the old one was made to die; what still waited was kept back, so
    the entry comes once more, unless nobody is expected or asked any more."""
    is_asked = (
        invitation.status in RESERVES_A_SEAT | HAS_A_CALENDAR and not invitation.dialogue.is_off
    )
    write("new_link", invitation, entry=calendar_invitations.hold(invitation) if is_asked else {})


def extension(invitation: Invitation):
    """There is more time to answer."""
    write("extension", invitation)


def withdrawal(invitation: Invitation):
    """The invitation is taken back, and the entry with it."""
    write("withdrawal", invitation, entry=calendar_invitations.cancel(invitation))


def confirmation(invitation: Invitation, answer: Answer):
    """What was recorded, to the invitee and, without the personal link, to who answered."""
    comes = invitation.status in {Status.ACCEPTED, Status.TENTATIVE}
    entry = calendar_invitations.hold(invitation) if comes else {}
    told = {"answer": answer, "is_for_office": False, "hides_remark": False}
    write("confirmation", invitation, entry=entry, **told)
    if not _is_told([invitation.addressee], answer.answered_by_email):
        recipient = (answer.answered_by_name, answer.answered_by_email)
        attachments = [calendar_invitations.days_as_file(invitation)] if comes else []
        told = {"answer": answer, "is_for_office": True, "hides_remark": _is_unknown(answer)}
        _write_to_other("confirmation", invitation, recipient, attachments, **told)


def _is_unknown(answer):
    """Whether nobody has vouched for the address yet. Who merely holds the link would else have us
    send a text of theirs to anybody."""
    same = answer.invitation.answers.filter(answered_by_email__iexact=answer.answered_by_email)
    return same.filter(is_from_unknown_address=True).exists()


def proposal_received(invitation: Invitation, proposal: Nomination):
    """Somebody is proposed: to the invitee or focal point, and to who proposed."""
    _to_both("proposal_received", invitation, proposal)


def proposal_sent_back(invitation: Invitation, proposal: Nomination):
    """The organisers do not agree, and why: to the invitee or focal point, and who proposed."""
    _to_both("proposal_sent_back", invitation, proposal)


def proposal_agreed(invitation: Invitation, proposal: Nomination):
    """The organisers agree: to who had the seat, to the focal point and to who proposed. The
    nominee's personal link is not in it."""
    former = invitation.person if proposal.kind == Nomination.Kind.SUBSTITUTE else None
    focal_point = invitation.delegation and invitation.delegation.focal_point
    people = [one for one in dict.fromkeys([former, focal_point]) if one]
    context = {**context_for(invitation), "proposal": proposal, "link": ""}
    for person in people:
        entry = calendar_invitations.cancel(invitation) if person == former else {}
        mail = _send("proposal_agreed", invitation.dialogue, person, context, entry)
        invitation.mails.add(mail)
    _write_to_proposer("proposal_agreed", invitation, proposal, people)


def seat_confirmed(invitation: Invitation, proposal: Nomination):
    """To the nominee or substitute, who has a seat now: the personal link and the entry."""
    write(
        "seat_confirmed", invitation, entry=calendar_invitations.hold(invitation), proposal=proposal
    )


def dialogue_changed(invitation: Invitation):
    """The dialogue's days, place or status are others now, and so is the entry."""
    tell = calendar_invitations.cancel if invitation.dialogue.is_off else calendar_invitations.hold
    write("dialogue_changed", invitation, entry=tell(invitation))


def preview_dialogue_changed(invitation: Invitation):
    """(subject, text, HTML) of that letter as it would go out now, its link left out."""
    context = {**context_for(invitation), "link": "…", "reader": _reader(invitation.person)}
    return outbox.render("dialogue_changed", invitation.person.language, context)


def access_code(invitation: Invitation, code: str, valid_until_at):
    """The code that opens the details, to the delegate alone: no copy, no personal link; return
    the mail."""
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
    return mail


def _to_both(template, invitation, proposal):
    write(template, invitation, proposal=proposal)
    _write_to_proposer(template, invitation, proposal, [invitation.addressee])


def _write_to_proposer(template, invitation, proposal, told):
    """To who proposed, unless that is one of those who are told anyway."""
    if not _is_told(told, proposal.proposed_by_email):
        recipient = (proposal.proposed_by_name, proposal.proposed_by_email)
        _write_to_other(template, invitation, recipient, proposal=proposal)


def _is_told(people, address):
    """Whether this address gets the letters to these people anyway."""
    told = {one.casefold() for person in people for one in [person.email, person.cc_email]}
    return address.casefold() in told


def write(template, invitation, entry=None, **context):
    """A letter to the addressee, copied to the assistant, with the personal link; `context` is what
    its template names beside `context_for`, `entry` comes from `calendar_invitations`."""
    context = {**context_for(invitation), **context}
    mail = _send(template, invitation.dialogue, invitation.addressee, context, entry)
    invitation.mails.add(mail)


def _write_to_other(template, invitation, recipient, attachments=(), **context):
    """To somebody else who has a part in it, without the link. `recipient` is (name, address)."""
    name, address = recipient
    addressee = invitation.addressee
    if not address:
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


def _reader(person):
    with translation.override(person.language):
        return person.addressed_name


def _send(template, dialogue, person, context, entry=None):
    """Write to a person in the person's language, copied to the assistant."""
    with translation.override(person.language):
        to_name = person.name
    return outbox.write(
        template,
        dialogue=dialogue,
        language=person.language,
        to_name=to_name,
        to_address=person.email,
        cc_address=person.cc_email,
        context={"reader": _reader(person), **context},
        **(entry or {}),
    )


def calendar_url(invitation: Invitation, query=None, *, with_travel=False) -> str:
    """The personal calendar's address. With arrival and departure it is another one, which only the
    delegate is shown: it cannot be made out of the first, and dies with it."""
    token = invitation.calendar_token
    if with_travel:
        token = make_token("calendar with travel", invitation.calendar_key)
    return subscription_links.address("calendar_mine", query, token=token)
