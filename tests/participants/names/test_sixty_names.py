"""Sixty Vietnamese names are in the same order in every place, on every database. The order in
sixty_vietnamese_names.txt is that of a reader, one name a line."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.admin.sites import site
from django.urls import reverse
from django.utils import timezone, translation

from agenda.releases import published, speakers
from participants.delegates import consents
from participants.models import Consent, DelegateDetails, Delegation, Organisation, Person
from participants.names.sort_keys import sort_key
from participants.reminders import schedule
from participants.states import Status
from tests import factories
from tests.participants.people.sheet_files import table

LINES = Path(__file__).with_name("sixty_vietnamese_names.txt").read_text("utf-8").splitlines()
PARTS = [tuple(line.split("|")) for line in LINES]
NAMES = [" ".join(parts) for parts in PARTS]
IN_LISTS = [f"{family.upper()} {given}" for family, given in PARTS]
EVERYBODY = [Consent.Purpose.LIST, Consent.Purpose.PROGRAMME]

pytestmark = pytest.mark.usefixtures("user")


def order_in(text, names):
    """The names in the order in which they first stand in a text; each with what follows it."""
    places = {name: text.find(name) for name in sorted(names, key=len)}
    assert min(places.values()) >= 0, "somebody is missing"
    return sorted(names, key=lambda name: places[name])


def get(client, name, *args, query=""):
    return client.get(reverse(f"admin:{name}", args=args) + query).content.decode()


@pytest.fixture
def people(dialogue):
    """Everybody has accepted, agreed to be named, and given their details; in no order."""
    mixed = list(PARTS)
    random.Random(3).shuffle(mixed)
    category = factories.category(dialogue)
    institution = factories.organisation(name_en="Agency", name_vi="Cục", country="VN")
    moments = {"reply_by_at": timezone.now() + timedelta(days=9)}
    for family, given in mixed:
        names = {"family_name": family, "given_name": given, "country": ""}
        person = factories.person(**names, organisation=institution, language="vi")
        seat = factories.invitation(
            dialogue, Status.ACCEPTED, person=person, category=category, **moments
        )
        for purpose in EVERYBODY:
            consents.record(seat, purpose, True, door="link", actor="the delegate")
        DelegateDetails.objects.create(invitation=seat, attendance="local", changed_by="x")
    return Person.objects.all()


def test_the_key_gives_the_order_of_the_reader():
    mixed = list(PARTS)
    random.Random(5).shuffle(mixed)
    assert sorted(mixed, key=lambda parts: sort_key(*parts)) == PARTS


def test_in_every_list_of_the_admin_site(people, client, dialogue):
    assert [person.name for person in people] == NAMES
    assert [person.name for person in people.in_protocol_order()] == NAMES
    lists = {
        "participants_person_changelist": "?all=",
        "participants_invitation_changelist": "?all=&o=1",
        "participants_invitationwithdetails_changelist": "?all=",
    }
    for name, query in lists.items():
        page = get(client, name, query=query)
        page = page[page.index("result_list") :]
        assert order_in(page, NAMES) == NAMES, name
    page = get(client, "participants_person_changelist", query="?all=&o=-1")
    cells = [f">{name}<" for name in NAMES]
    assert order_in(page[page.index("result_list") :], cells) == cells[::-1]


def test_in_what_people_choose_from(people, client):
    for field, number in [("person", 60), ("focal_point", 60)]:
        model = "invitation" if field == "person" else "delegation"
        names = []
        for page in range(1, 4):
            query = {"app_label": "participants", "model_name": model, "field_name": field}
            answer = client.get(reverse("admin:autocomplete"), {**query, "page": page, "term": ""})
            names += [row["text"] for row in answer.json()["results"]]
        assert (len(names), names) == (number, NAMES)


def test_in_the_list_of_participants_on_screen_and_as_a_file(people, client, dialogue):
    for language in ["en", "vi"]:
        query = f"?lang={language}"
        assert order_in(get(client, "participants_list", dialogue.pk, query=query), IN_LISTS) == (
            IN_LISTS
        )
        content = client.get(reverse("admin:participants_xlsx", args=[dialogue.pk]) + query).content
        assert [row[3] for row in table(content)[1:]] == IN_LISTS


def test_in_the_files_of_the_lists(people, client):
    path = reverse("admin:participants_person_changelist") + "export/csv/"
    rows = client.get(path).content.decode("utf-8-sig").splitlines()[1:]
    assert [tuple(row.split(",")[:2]) for row in rows] == PARTS


def test_among_the_speakers_and_on_the_page_of_invitations(people, client, dialogue):
    session = factories.session(dialogue)
    for person in Person.objects.order_by("pk"):
        factories.role(session, person)
    factories.release(dialogue)
    announced = speakers.announced(published.latest(dialogue))
    assert [speaker.person.name for speaker in announced] == NAMES
    page = client.get(reverse("speakers", args=[dialogue.slug])).content.decode()
    assert order_in(page, NAMES) == NAMES


def test_among_those_who_are_reminded(people, dialogue):
    seats = dialogue.invitations.all()
    seats.update(status=Status.TENTATIVE, invited_at=timezone.now() - timedelta(days=30))
    factories.reminder_rule(dialogue, kind="confirmation", days_before=3)
    assert [letter.who for letter in schedule.forecast(dialogue, timezone.now())] == NAMES


def test_institutions_have_an_order_of_their_own_in_each_language(client, dialogue):
    names = {"Zebra": "Ấn", "Yak": "Ân", "Xerus": "An", "Ant": "Đà", "Bee": "Dơi"}
    for english, vietnamese in names.items():
        institution = factories.organisation(name_en=english, name_vi=vietnamese)
        focal = factories.person(organisation=institution)
        Delegation.objects.create(dialogue=dialogue, organisation=institution, focal_point=focal)
    for language, wanted in [
        ("en", ["Ant", "Bee", "Xerus", "Yak", "Zebra"]),
        ("vi", ["An", "Ân", "Ấn", "Dơi", "Đà"]),
    ]:
        with translation.override(language):
            assert [row.name for row in Organisation.objects.all()] == wanted
            for model in [Organisation, Delegation]:
                admin = site._registry[model]
                client.cookies["django_language"] = language
                page = get(client, f"participants_{model._meta.model_name}_changelist")
                page = page[page.index("result_list") :]
                assert order_in(page, [f">{name}<" for name in wanted]) == [
                    f">{name}<" for name in wanted
                ], admin
