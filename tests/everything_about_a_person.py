"""What a person and those around them do by themselves, through the pages: more than
tests/personal_data_world.py writes straight into the tables."""

import base64
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from dialogue.models import Dialogue
from participants.models import Invitation, Person
from participants.states import Status
from participants.workflow import nominations
from participants.workflow.transitions import Actor, Door
from tests import factories
from tests.personal_data_world import NAME, World
from tests.reading import filled_form

DELEGATES_PAGES = ["answer", "details", "details_data", "personal_calendar", "delegate_programme"]
ELSEWHERE = "Zubaidah Quilliam"
# Folders below VAR that hold what others wrote: style sheets, and what .ci/run fetches.
FETCHED = {"static", "thunderbird"}
# As Vietnamese is written into JSON by the admin site.
IN_VIETNAMESE = "Nguy\u1ec5n Th\u1ecb Qu\u1ef3nh"


def do_everything_else(world: World, browser: Client, organisers: Client) -> list[str]:
    """Open, edit, export and mention; return the keys and tokens that open something."""
    person, invitation = world.person, world.invitation
    _be_edited(person, organisers)
    _be_looked_at(world.dialogue, invitation, browser, organisers)
    second = _come_to_another_dialogue(person, world.user)
    _be_mentioned(world.dialogue, person, world.user)
    keys = [row.link_key for row in [invitation, second]]
    return [*keys, *(row.calendar_key for row in [invitation, second]), invitation.reply_key]


def _be_edited(person: Person, organisers: Client) -> None:
    """With history, an entry in the log, and a name in another spelling."""
    address = reverse("admin:participants_person_change", args=[person.pk])
    form = filled_form(organisers.get(address).content)
    changed = {"display_name_vi": IN_VIETNAMESE, "note": "Prefers the cathedral by night."}
    assert organisers.post(address, {**form, **changed}).status_code == 302


def _be_looked_at(
    dialogue: Dialogue, invitation: Invitation, browser: Client, organisers: Client
) -> None:
    for name in DELEGATES_PAGES:
        assert browser.get(reverse(name, args=[invitation.token])).status_code == 200, name
    assert (
        browser.get(reverse("calendar_mine", args=[invitation.calendar_token])).status_code == 200
    )
    for name in ["speakers", "programme", "calendar"]:
        assert browser.get(reverse(name, args=[dialogue.slug])).status_code == 200, name
    for name in ["participants_list", "participants_xlsx", "balance"]:
        assert organisers.get(reverse(f"admin:{name}", args=[dialogue.pk])).status_code == 200, name
    export = reverse("admin:participants_person_export", args=["csv"])
    assert organisers.get(export).status_code == 200


def _come_to_another_dialogue(person: Person, user: Any) -> Invitation:
    """As a guest, as the focal point of an institution, and proposed for a delegate’s seat."""
    other = factories.dialogue(slug="another", title_en="Another dialogue")
    factories.delegation(other, focal_point=person, message=f"Dear {NAME}, please nominate.")
    seat = factories.invitation(other, Status.ACCEPTED)
    proposal = factories.nomination(
        kind="substitute",
        family_name="Quilliam",
        given_name="Zubaidah",
        email="Zubaidah@quilliam.example",
        remark="A friend of marmalade.",
    )
    nominations.nominate(seat, Actor(Door.LINK, seat.person.name), proposal)
    return factories.invitation(other, Status.DECLINED, person=person, message="Marmalade again?")


def _be_mentioned(dialogue: Dialogue, person: Person, user: Any) -> None:
    """In the rows of somebody else, who stays."""
    friend = factories.person(note=f"Travels with {NAME}.")
    invitation = factories.invitation(
        dialogue, Status.ACCEPTED, person=friend, note=f"Sits beside {NAME}."
    )
    hidden = base64.b64encode(f"I share a car with {NAME}.".encode()).decode()
    headers = "From: friend@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n"
    message = f"{headers}Content-Transfer-Encoding: base64\r\n\r\n{hidden}\r\n"
    factories.incoming_mail(invitation, content=message.encode(), comment=f"With {NAME}.")
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(dialogue),
        object_id=dialogue.pk,
        object_repr="The dialogue",
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"object": f"{IN_VIETNAMESE} – seat"}}]),
    )
    factories.note(factories.session(dialogue), f"I agree with {NAME}.", speaker=friend)


def outside_the_database() -> str:
    """What is in the caches and in the files below VAR, as text; not what was fetched for tests
    and what is served as it is."""
    cached = [str(getattr(cache, "_cache", {})) for cache in caches.all()]
    cached += [str(getattr(caches[name], "_cache", {})) for name in settings.CACHES]
    folder = Path(settings.VAR)
    files = [path for path in folder.rglob("*") if path.is_file() and not FETCHED & set(path.parts)]
    texts = [path.read_bytes().decode("utf-8", "replace") for path in files]
    return "\n".join([*cached, *texts])
