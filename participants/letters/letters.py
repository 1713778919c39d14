"""The letters to invitees and to institutions: to whom each goes, in which language, with what.

A personal link goes to the invitee, an institution's to its focal point. The assistant whom the
organisers named gets a copy of these letters, link included; nobody else gets the link.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.utils import translation

from dialogue.mail import outbox
from dialogue.mail.models import OutgoingMail
from dialogue.mail.outbox import CalendarPart, Letter
from participants.letters import calendar_invitations, institutions, others, sections
from participants.letters.changed_facts import changes_for
from participants.models import Answer, Delegation, Invitation, Nomination, Person
from participants.states import HAS_A_CALENDAR, RESERVES_A_SEAT, Status

Rendered = tuple[str, str, str]  # subject, text, HTML


def context_for(invitation: Invitation, kind: str = "") -> dict[str, Any]:
    """What the templates of every letter about an invitation may name; by `kind` it leads there."""
    return {
        "invitation": invitation,
        "person": invitation.addressee,
        "dialogue": invitation.dialogue,
        "link": sections.link_of(kind, invitation),
        "reply_by_at": _moment(invitation) if invitation.has_a_deadline else None,
    }


def _moment(invitation):
    return invitation.reply_by_at or invitation.dialogue.reply_by_at


def invite(invitation: Invitation) -> None:
    """The invitation, with the personal link and the entry that holds the days."""
    write("invitation", invitation, entry=calendar_invitations.hold(invitation))


def nomination_request(delegation: Delegation, invitation: Invitation | None = None) -> None:
    """The seats that an institution is asked to fill, with its link, to the focal point.

    One letter names all seats: an earlier one that still waits in the outbox is replaced. Nothing
    is written once the links have ended.
    """
    if delegation.dialogue.have_links_ended:
        return
    about, together = [invitation] if invitation else [], institutions.together.get()
    if together is None:
        _request(delegation, about)
    else:
        together.setdefault(delegation, []).extend(about)


@contextmanager
def one_per_institution() -> Iterator[None]:
    """Requests to nominate that are written inside are written at the end, one to each
    institution, whatever the number of its seats."""
    with institutions.collected() as found:
        yield
    for delegation, seats in found.items():
        if delegation.seats.to_fill().exists():
            _request(delegation, seats)
        else:  # what was asked for again has been withdrawn too
            outbox.cancel(_requests_to(delegation))


def _requests_to(delegation):
    about_it = delegation.seats.values("mails")
    return OutgoingMail.objects.filter(kind="nomination_request", pk__in=about_it)


def _request(delegation, about):
    context = _delegation_context(delegation, about)
    mail = _send("nomination_request", delegation.dialogue, delegation.focal_point, context)
    outbox.replace(_requests_to(delegation), mail)
    for seat in context["seats"]:
        seat.mails.add(mail)


def _delegation_context(delegation, about=()):
    """What the request names; the seats `about` which it is are shown as if it had been sent."""
    shown = list(delegation.seats.to_fill())
    if new := [seat for seat in about if seat not in shown]:
        shown = sorted([*shown, *new], key=lambda seat: (seat.category.position, seat.pk))
    return {
        "delegation": delegation,
        "seats": shown,
        "person": delegation.focal_point,
        "link": settings.PUBLIC_URL + delegation.page_path,
        "reply_by_at": min(map(_moment, shown), default=None),
    }


def preview(invitation: Invitation, seats: Iterable[Invitation] = ()) -> Rendered:
    """(subject, text, HTML) of the invitation as it would go out now; for a seat of an institution
    together with those of `seats` that are of the same one."""
    language = invitation.addressee.language
    if invitation.person:
        context = {**context_for(invitation), "reply_by_at": _moment(invitation)}
        return outbox.render("invitation", language, context)
    delegation = invitation.delegation
    assert delegation is not None  # a seat without a person belongs to an institution
    own = [seat for seat in seats if seat.delegation_id == delegation.pk and not seat.person_id]
    about = dict.fromkeys([invitation, *own])
    context = {**_delegation_context(delegation, about), "dialogue": delegation.dialogue}
    return outbox.render("nomination_request", language, context)


def preview_for_others(
    kind: str, invitation: Invitation, *, with_html: bool = True, **context: Any
) -> Rendered:
    """(subject, text, HTML) of what `write` would write now, for organisers who may not have the
    personal link: dots replace it."""
    person, link = invitation.addressee, f"{settings.PUBLIC_URL}/i/…"
    with translation.override(person.language):
        context = {
            **context_for(invitation),
            "salutation": person.salutation,
            "reader": person,
            **context,
        }
    return outbox.render(kind, person.language, {**context, "link": link}, with_html=with_html)


def reminder(
    kind: str, invitation: Invitation, seats: Sequence[Invitation] = (), number: int = 1
) -> OutgoingMail:
    """Remind of what is missing (a ReminderRule.Kind); return the email. It is the `number`-th.

    `seats` are all that an institution still has to fill: one letter names them all.
    """
    context = _reminder_context(kind, invitation, seats, number)
    mail = _send("reminder", invitation.dialogue, context["person"], context)
    for seat in seats or [invitation]:
        seat.mails.add(mail)
    return mail


def preview_reminder(
    kind: str, invitation: Invitation, seats: Sequence[Invitation] = (), number: int = 1
) -> Rendered:
    """(subject, text, HTML) of the reminder as it would go out now."""
    context = _reminder_context(kind, invitation, seats, number)
    return outbox.render("reminder", context["person"].language, context)


def _reminder_context(kind, invitation, seats, number):
    context = context_for(invitation, f"reminder of {kind}")
    context |= {"kind": str(kind), "seats": seats, "number": number}
    if seats:
        context["delegation"] = invitation.delegation
        context["reply_by_at"] = min(seat.reply_by_at for seat in seats)
    return context


def new_link(invitation: Invitation) -> None:
    """The new personal link, after the old one was revoked. What still waited was cancelled, so the
    entry comes once more, unless the invitee is neither asked nor expected any more."""
    is_asked = (
        invitation.status in RESERVES_A_SEAT | HAS_A_CALENDAR and not invitation.dialogue.is_off
    )
    write("new_link", invitation, entry=calendar_invitations.hold(invitation) if is_asked else None)


def extension(invitation: Invitation) -> None:
    """There is more time to answer."""
    write("extension", invitation)


def withdrawal(invitation: Invitation) -> None:
    """The invitation is withdrawn, and the entry with it."""
    write("withdrawal", invitation, entry=calendar_invitations.cancel(invitation))


def confirmation(invitation: Invitation, answer: Answer) -> None:
    """What was recorded: to the invitee and, without the personal link, to the person who answered
    for them."""
    comes = invitation.status in {Status.ACCEPTED, Status.TENTATIVE}
    entry = calendar_invitations.hold(invitation) if comes else None
    named = {"answer": answer, "is_for_office": False}
    write("confirmation", invitation, entry=entry, **named)
    if not answer.answered_by_email:  # by the invitee, as most are
        return
    attachments = [calendar_invitations.days_as_file(invitation)] if comes else []
    context = {**context_for(invitation), **named, "is_for_office": True}
    others.confirm_to_office(answer, context, attachments)


def nomination_received(invitation: Invitation, nomination: Nomination) -> None:
    """A nominee or substitute was proposed: to the invitee or focal point, and to the proposer."""
    _to_both("nomination_received", invitation, nomination)


def nomination_rejected(invitation: Invitation, nomination: Nomination) -> None:
    """The organisers rejected it, and why: to the invitee or focal point, and to the proposer."""
    _to_both("nomination_rejected", invitation, nomination)


def nomination_approved(invitation: Invitation, nomination: Nomination) -> None:
    """The organisers approved it: to the delegate who had the seat, to the focal point and to the
    proposer. The nominee's personal link is not in it."""
    former = invitation.person if nomination.kind == Nomination.Kind.SUBSTITUTE else None
    focal_point = invitation.delegation.focal_point if invitation.delegation else None
    people = [person for person in dict.fromkeys([former, focal_point]) if person]
    context = {**context_for(invitation), "nomination": nomination, "link": ""}
    for person in people:
        entry = calendar_invitations.cancel(invitation) if person == former else None
        mail = _send("nomination_approved", invitation.dialogue, person, context, entry)
        invitation.mails.add(mail)
    others.write_to_proposer("nomination_approved", nomination, context, people)


def seat_confirmed(invitation: Invitation, nomination: Nomination) -> None:
    """To the nominee or substitute, who has a seat now: the personal link and the entry."""
    write(
        "seat_confirmed",
        invitation,
        entry=calendar_invitations.hold(invitation),
        nomination=nomination,
    )


def dialogue_changed(invitation: Invitation) -> None:
    """The dialogue's dates, place or status have changed, and so has the entry."""
    is_off = invitation.dialogue.is_off
    entry_for = calendar_invitations.cancel if is_off else calendar_invitations.hold
    write("dialogue_changed", invitation, entry_for(invitation), changes=changes_for(invitation))


def preview_dialogue_changed(invitation: Invitation) -> Rendered:
    """(subject, text, HTML) of that letter as it would go out now, its link left out."""
    person = invitation.addressee
    context = {**context_for(invitation), "link": "…", "changes": changes_for(invitation)}
    context["salutation"] = _salutation(person)
    return outbox.render("dialogue_changed", person.language, context)


def _to_both(kind, invitation, nomination):
    write(kind, invitation, nomination=nomination)
    context = {**context_for(invitation), "nomination": nomination}
    others.write_to_proposer(kind, nomination, context, [invitation.addressee])


def write(
    kind: str, invitation: Invitation, entry: CalendarPart | None = None, **context: Any
) -> None:
    """A letter to the addressee, copied to the assistant, with the personal link. `context` is what
    its templates name besides `context_for`; `entry` comes from `calendar_invitations`. Raises
    UnknownLetterKindError. Nothing is written once the link has ended."""
    if invitation.dialogue.have_links_ended:
        return
    context = {**context_for(invitation, kind), **context}
    mail = _send(kind, invitation.dialogue, invitation.addressee, context, entry)
    invitation.mails.add(mail)


def name_in_letters(person: Person) -> str:
    """The name in the person's language, as a stored letter has it."""
    with translation.override(person.language):
        return person.name


def _salutation(person):
    with translation.override(person.language):
        return person.salutation


def _send(kind, dialogue, person, context, entry=None):
    """Write to a person in the person's language, copied to the assistant."""
    letter = Letter(
        kind,
        dialogue=dialogue,
        language=person.language,
        to_name=name_in_letters(person),
        to_address=person.email,
        cc_address=person.cc_email,
        context={"salutation": _salutation(person), **context, "reader": person},
        calendar=entry,
    )
    return outbox.write(letter)
