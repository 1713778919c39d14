"""A letter to many: who gets it and who does not, and writing it.

Everybody gets it once, in their own language: a focal point with three open seats too. What goes
out are single emails with one recipient each, so nobody sees who else was written to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.mail import bounces, outbox, recipients, unsubscribe
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.templatetags.dialogue import days
from participants.delegates import consents
from participants.groupmail import filters
from participants.letters import placeholders
from participants.letters.letter_kinds import GROUP
from participants.models import Consent, Invitation

PLACEHOLDERS: dict[str, str | Promise] = {
    "salutation": gettext_lazy("the first line: “Excellency,”, “Dear Dr Nghĩa,”, “Kính gửi: …”"),
    "name": gettext_lazy("form of address and name"),
    "office": gettext_lazy("the person’s office"),
    "institution": gettext_lazy("the person’s institution"),
    "dialogue": gettext_lazy("title of the dialogue"),
    "days": gettext_lazy("its days"),
    "place": gettext_lazy("its place"),
    "link": gettext_lazy("the personal link"),
}


@dataclass(frozen=True)
class GroupLetter:
    """What organisers wrote: {language: subject} and {language: text}, with placeholders."""

    subjects: Mapping[str, str]
    texts: Mapping[str, str]

    @property
    def names(self) -> set[str]:
        """The placeholders in it."""
        texts = [*self.subjects.values(), *self.texts.values()]
        return {name for text in texts for name in placeholders.names_in(text)}


@dataclass
class Plan:
    """Those who get the letter, one invitation for each; and those who do not, with why."""

    recipients: list[Invitation] = field(default_factory=list)
    left_out: list[tuple[Invitation, str]] = field(default_factory=list)


def plan(
    dialogue: Dialogue,
    values: Mapping[str, Sequence[str]],
    letter: GroupLetter,
    *,
    needs_consent: bool = False,
) -> Plan:
    """Who of the chosen gets it; with `needs_consent` only those who agreed to be followed up. A
    constant few queries."""
    rows = list(filters.chosen(dialogue, values))
    addresses = [row.addressee.email for row in rows if row.addressee.email]
    blocked = {row.address.lower() for row in bounces.blocked_among(addresses)}
    opted_out = unsubscribe.unsubscribed_among(dialogue, addresses)
    agreed = consents.who_agreed(Consent.Purpose.FOLLOW_UP, dialogue.invitations.all())
    found, seen = Plan(), set()
    for row in rows:
        address = row.addressee.email.lower()
        if address and address in seen:
            continue
        seen.add(address)
        why = ""
        if not address:
            why = _("has no email address")
        elif address in blocked:
            why = _("the address is blocked: nothing is sent there")
        elif (address, GROUP.unsubscribed_from) in opted_out:
            why = _("has asked for no more letters of this kind")
        elif needs_consent and row.pk not in agreed:
            why = _("has not agreed to letters that go beyond the dialogue")
        elif "link" in letter.names and dialogue.have_links_ended:
            why = _("the personal link has ended")
        if why:
            found.left_out.append((row, why))
        else:
            found.recipients.append(row)
    return found


def _values(invitation):
    """{placeholder: value} in the active language."""
    person, dialogue = invitation.addressee, invitation.dialogue
    return {
        "salutation": person.salutation,
        "name": person.addressed_name,
        "office": person.title,
        "institution": str(invitation.organisation or ""),
        "dialogue": dialogue.title,
        "days": str(days(dialogue.starts_on, dialogue.ends_on)),
        "place": dialogue.place,
        "link": settings.PUBLIC_URL + invitation.link,
    }


def _context(letter, invitation):
    language = invitation.addressee.language
    with translation.override(language):
        values = _values(invitation)
    return {
        "own_subject": placeholders.fill(letter.subjects[language], values),
        "own_text": placeholders.fill(letter.texts[language], values),
    }


def preview(letter: GroupLetter, invitation: Invitation) -> tuple[str, str, str]:
    """(subject, text, HTML) as it would go out to this addressee, the personal link left out."""
    context = {**_context(letter, invitation), "dialogue": invitation.dialogue}
    return outbox.render(GROUP.name, invitation.addressee.language, context)


@transaction.atomic
def write(letter: GroupLetter, invitations: Sequence[Invitation]) -> list[OutgoingMail]:
    """Write it to these addressees, all about one dialogue. Three queries for each."""
    addresses = [invitation.addressee.email for invitation in invitations]
    written: list[OutgoingMail] = []
    if not invitations:
        return written
    with recipients.to_many(invitations[0].dialogue, addresses):
        for invitation in invitations:
            person = invitation.addressee
            with translation.override(person.language):
                name = person.name
            mail = outbox.write(
                outbox.Letter(
                    GROUP.name,
                    dialogue=invitation.dialogue,
                    language=person.language,
                    to_name=name,
                    to_address=person.email,
                    cc_address=person.cc_email,
                    context=_context(letter, invitation),
                )
            )
            invitation.mails.add(mail)
            written.append(mail)
    return written
