"""Invented people for trying the project out, recognisable as samples: sample-delegates.toml."""

import tomllib
from dataclasses import dataclass
from datetime import UTC
from email.utils import formataddr
from pathlib import Path
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.letters.reply_addresses import reply_address
from participants.models import Invitation, Organisation, Person

DATA = Path(__file__).resolve().parent / "sample-delegates.toml"


@dataclass
class Report:
    """How many rows were created, and how many of the people existed already."""

    organisations: int = 0
    people: int = 0
    invitations: int = 0
    existing_people: int = 0


def read() -> list[dict[str, Any]]:
    """The sample people: the fields of Person, and beside them `category` (its slug) and
    `organisation` (the fields of Organisation)."""
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


def read_delegation() -> tuple[dict[str, Any], dict[str, Any]]:
    """(an institution, a substitute). The institution has `organisation` (the fields of
    Organisation), `focal_point` (of Person), `nominee` (of Nomination) and `seats` (their number);
    the substitute has the fields of Nomination."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return data["delegation"], data["substitute"]


def answer_by_calendar(invitation: Invitation) -> bytes:
    """The message with which the calendar of the invitation's person accepts, as bytes."""
    person = cast(Person, invitation.person)
    template = (DATA.parent / "sample-answer.eml").read_text(encoding="utf-8")
    text = template.format(
        sender=formataddr((person.name, person.email)),
        address=person.email,
        reply_address=reply_address(invitation),
        number=invitation.pk,
        uid=invitation.dialogue.uid,
        stamp=f"{timezone.now().astimezone(UTC):%Y%m%dT%H%M%SZ}",
        sequence=invitation.calendar_sequence,
    )
    return text.replace("\n", "\r\n").encode()


@transaction.atomic
def load(dialogue: Dialogue) -> Report:
    """Create the sample people and a draft invitation for each; existing people stay unchanged.

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
        report.existing_people += 1
        return person
    organisation = fields.pop("organisation")
    organisation, is_new = Organisation.objects.get_or_create(
        name_en=organisation["name_en"], country=organisation["country"], defaults=organisation
    )
    report.organisations += is_new
    report.people += 1
    return Person.objects.create(organisation=organisation, **fields)
