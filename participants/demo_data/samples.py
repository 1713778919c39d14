"""Invented people for trying the project out, visibly samples: see sample-delegates.toml."""

import tomllib
from dataclasses import dataclass
from datetime import UTC
from email.utils import formataddr
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.errors import Refused
from dialogue.models import Dialogue
from participants.letters.reply_addresses import reply_address
from participants.models import Invitation, Organisation, Person

DATA = Path(__file__).resolve().parent / "sample-delegates.toml"


@dataclass
class Report:
    """How many rows were made, and how many of the people were there already."""

    organisations: int = 0
    people: int = 0
    invitations: int = 0
    people_there: int = 0


def read() -> list[dict]:
    """The sample people: fields of Person, with `category` (its slug) and `organisation` (the
    fields of Organisation) beside them."""
    people = []
    for entry in tomllib.loads(DATA.read_text(encoding="utf-8"))["person"]:
        organisation = {f"name_{code}": name for code, name in entry.pop("organisation").items()}
        fields = {"organisation": {**organisation, "country": entry["country"]}}
        for name, value in entry.items():
            if isinstance(value, dict):
                fields |= {f"{name}_{code}": text for code, text in value.items()}
            else:
                fields[name] = value
        people.append(fields)
    return people


def read_delegation() -> tuple[dict, dict]:
    """An institution with seats (fields of Organisation, of its focal point and of a nominee, and
    the number of seats), and somebody who is proposed as a substitute."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return data["delegation"], data["substitute"]


def answer_by_calendar(invitation: Invitation) -> bytes:
    """The mail with which an invitee's calendar accepts."""
    template = (DATA.parent / "sample-answer.eml").read_text(encoding="utf-8")
    text = template.format(
        sender=formataddr((invitation.person.name, invitation.person.email)),
        address=invitation.person.email,
        reply_address=reply_address(invitation),
        number=invitation.pk,
        uid=invitation.dialogue.uid,
        stamp=f"{timezone.now().astimezone(UTC):%Y%m%dT%H%M%SZ}",
        sequence=invitation.calendar_sequence,
    )
    return text.replace("\n", "\r\n").encode()


@transaction.atomic
def load(dialogue: Dialogue) -> Report:
    """Make the sample people and a draft invitation for each; those who are there are left alone.

    Raises Refused if the dialogue lacks one of their categories.
    """
    report = Report()
    categories = {category.slug: category for category in dialogue.categories.all()}
    for fields in read():
        slug = fields.pop("category")
        if slug not in categories:
            raise Refused(_("The dialogue has no category “%(slug)s”.") % {"slug": slug})
        person = _person(fields, report)
        if not dialogue.invitations.filter(person=person).exists():
            Invitation.objects.create(dialogue=dialogue, person=person, category=categories[slug])
            report.invitations += 1
    return report


def _person(fields, report):
    person = Person.objects.filter(email__iexact=fields["email"]).first()
    if person:
        report.people_there += 1
        return person
    organisation = fields.pop("organisation")
    organisation, is_new = Organisation.objects.get_or_create(
        name_en=organisation["name_en"], country=organisation["country"], defaults=organisation
    )
    report.organisations += is_new
    report.people += 1
    return Person.objects.create(organisation=organisation, **fields)
