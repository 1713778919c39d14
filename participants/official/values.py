"""What stands in the place of each placeholder of a letter, in one language."""

from django.utils.translation import gettext as _

from dialogue.formats.in_letters import day, days, moment, when
from dialogue.models.preparation import Institution
from participants.models import DelegateDetails, LetterHead, LetterKind, OfficialLetter
from participants.official import addressing
from participants.official.places import where


def values_for(
    letter: OfficialLetter, head: LetterHead, language: str, text: str
) -> dict[str, str]:
    """{placeholder: text} for every one in wording.PLACEHOLDERS, in a letter of this wording; the
    language is active."""
    dialogue, person = letter.dialogue, letter.person
    address = addressing.of_person(person) if person else addressing.to_institution()
    institution = str(letter.organisation or "")
    # A note verbale goes from one institution to another, whoever is invited by it.
    is_note = letter.kind == LetterKind.NOTE_VERBALE
    guest = ", ".join(part for part in [address.name, address.office] if part)
    summary = " ".join((dialogue.summary or "").split())
    values = {
        "dialogue": dialogue.title,
        "days": days(dialogue.starts_on, dialogue.ends_on, language),
        "when": when(dialogue.starts_on, dialogue.ends_on, language),
        "place": dialogue.place or _("a place that will be announced"),
        "where": where(dialogue.place, language, head.place or ""),
        "forum": the(dialogue.forum or "", language),
        "summary": summary,
        **_who_invites(dialogue, head, language, summary if "{summary}" in text else ""),
        "issuer": the(head.issuer, language),
        "name": the(institution, language)
        if is_note
        else address.name or the(institution, language),
        "you": address.you,
        "guest": guest if person else "",
        "office": address.office,
        "institution": institution,
        "position": address.position or ", ".join(filter(None, [address.office, institution])),
        "category": str(letter.invitation.category) if letter.invitation else "",
        "seats": _seats(letter, language),
        "reply_by": moment(dialogue.local(_reply_by(letter)), language),
        "contact": _contact(dialogue, head),
        "paragraph": getattr(letter, f"paragraph_{language}"),
    }
    return values | _of_the_journey(letter, language)


HOSTS = {Institution.Part.HOST, Institution.Part.CO_HOST}
# Names that take the article in an English sentence, by their first or their last word.
FIRST_WITH_ARTICLE = {
    *["Ministry", "Department", "Office", "Embassy", "Consulate", "Permanent", "Mission"],
    *["Government", "Republic", "United", "Institute", "University", "Academy", "Secretariat"],
    *["National", "European", "World", "International", "Organisation", "Organization"],
}
LAST_WITH_ARTICLE = {"Forum", "Summit", "Conference", "Meeting", "Union", "Nations", "Ministry"}


def the(name: str, language: str) -> str:
    """A name within a sentence: “the Ministry of Science and Technology”, in English."""
    words = name.split()
    takes_it = words and (words[0] in FIRST_WITH_ARTICLE or words[-1] in LAST_WITH_ARTICLE)
    return f"the {name}" if takes_it and language == "en" else name


def _reply_by(letter):
    row = letter.invitation
    return (row and row.reply_by_at) or letter.dialogue.reply_by_at


def _who_invites(dialogue, head, language, summary):
    """Who invites, and how the dialogue is announced. The body that issues the letter invites
    (Decree 30), with the hosts that have agreed to. Who only proposed the dialogue does not invite
    on the paper of another, but is named while it is a proposal, unless the summary does so."""
    rows = [row for row in dialogue.institutions.all() if row.is_inviting]
    issuer, proposer = the(head.issuer, language), Institution.Part.PROPOSER
    inviting = [
        row
        for row in rows
        if row.name == head.issuer or (row.has_agreed_to_invite and row.part != proposer)
    ]
    hosts = _listed([the(row.name, language) for row in inviting]) or issuer
    is_among_them = not inviting or any(row.name == head.issuer for row in inviting)
    proposers = [row.name for row in rows if row.part == proposer and row.name != head.issuer]
    said = {"hosts": hosts, "issuer": issuer}
    whole = hosts if is_among_them else _("on behalf of %(hosts)s, %(issuer)s") % said
    announcement = _("%(issuer)s announces that") % {"issuer": whole}
    if dialogue.is_tentative and any(name not in summary for name in proposers):
        named = _listed([the(name, language) for name in proposers])
        announcement = _("as proposed by %(proposers)s,") % {"proposers": named}
    return {
        "hosts": hosts,
        "inviting": whole,
        "chair": _listed([row.name for row in inviting if row.part in HOSTS]),
        "announcement": announcement,
        "held": _("is planned to be held") if dialogue.is_tentative else _("will be held"),
    }


def _listed(names):
    if len(names) < 2:
        return "".join(names)
    return _("%(others)s and %(last)s") % {"others": ", ".join(names[:-1]), "last": names[-1]}


def _seats(letter, language):
    if not letter.delegation:
        return ""
    number = letter.delegation.seats.count()
    return f"{number:02}" if language == "vi" else str(number)


def _contact(dialogue, head):
    parts = [dialogue.contact_name, dialogue.contact_email, dialogue.contact_phone]
    return ", ".join(part for part in parts if part) or head.issuer


def _of_the_journey(letter, language):
    """Passport, stay and costs: in a letter for a visa alone."""
    row = None
    if letter.kind == LetterKind.VISA:
        row = DelegateDetails.objects.filter(invitation=letter.invitation).first()
    if row is None:
        return {"passport": "", "stay": "", "costs": ""}
    expires = day(row.passport_expires_on, language) if row.passport_expires_on else ""
    passport = [
        row.passport_name,
        str(row.passport_nationality.name) if row.passport_nationality else "",
        _("passport no. %(number)s") % {"number": row.passport_number}
        if row.passport_number
        else "",
        _("valid until %(day)s") % {"day": expires} if expires else "",
    ]
    stay = [day(one, language) for one in [row.arrival_on, row.departure_on] if one]
    return {
        "passport": ", ".join(part for part in passport if part),
        "stay": " – ".join(stay),
        "costs": _costs(row, letter),
    }


def _costs(row, letter):
    if row.funding == row.Funding.OWN:
        return str(letter.organisation or "")
    return row.get_funding_display() if row.funding == row.Funding.OTHER else ""
