"""A dialogue that is limited to named organisers is not there for the others: every address of the
admin site is tried with its rows, and every list, file, search and choice is read for its words."""

import pytest
from django.urls import NoReverseMatch, reverse

from participants.models import Person
from participants.states import Status
from tests import factories
from tests.access_table import PAGES
from tests.marked_rows import all_text, mark_every_row
from tests.visitors import Visitors, address, make_world, rows

# Pages of libraries are walked too, and their templates name variables that are not there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

WORD = "Zqxhidden"
ROLES = ["observer", "protocol", "programme", "secretariat"]
# Of rows that many dialogues use: the documents and their passages, institutions.
SHARED = ["document", "passage", "agenda_passage", "agenda_sourcedocument"]
SHARED += ["participants_organisation", "mail_blockedaddress", "people_import_preview"]


@pytest.fixture
def visit(db):
    return Visitors()


@pytest.fixture
def world(visit):
    """One row of everything in a dialogue that is limited to the superuser; every text says so."""
    hidden = factories.dialogue(slug=f"{WORD.lower()}-slug")
    made = make_world(hidden)
    assert mark_every_row(WORD) > 60
    for person in Person.objects.all():
        person.email = f"{person.pk}@{WORD}.example".lower()
        person.save()
    hidden.refresh_from_db()
    made["agenda_release"] = factories.release(hidden)
    hidden.organisers.add(visit.users["superuser"])
    return made


def is_shared(name):
    words = name.removeprefix("admin:").removeprefix("/admin/").replace("/", "_")
    return words.startswith(tuple(f"{shared}_" for shared in SHARED)) or words in SHARED


def names_a_row(name, path):
    """Whether the address holds the key of a row."""
    if name.startswith("/"):
        return True
    if name.endswith(("_export", "_action", ":app_list")):
        return False
    try:
        return reverse(name) != path
    except NoReverseMatch:
        return True


def look(browser, visitor, world):
    """(name, whether it names a row of the hidden dialogue, what is answered) of every address of
    the admin site that is for this kind of visitor."""
    for name, letters in rows(PAGES).items():
        if "admin" in name and letters[visitor] == "P":
            path = address(name, world)
            is_of_it = names_a_row(name, path) and not is_shared(name)
            yield name, is_of_it, browser.get(path, follow=True)


@pytest.mark.parametrize("visitor", ROLES)
def test_nothing_of_it_is_there_for_the_others(visitor, visit, world):
    """Its rows are not found, and no other list, file or board holds a word of it."""
    factories.invitation(factories.dialogue(), Status.ACCEPTED)
    wrong, tried = {}, 0
    for name, is_of_it, response in look(visit(visitor), visitor, world):
        tried += is_of_it
        if response.status_code != (404 if is_of_it else 200):
            wrong[name] = response.status_code
        elif WORD.lower() in all_text(response):
            wrong[name] = "holds its words"
    assert wrong == {}
    assert tried > 40


def test_for_those_who_are_named_it_is_there_as_ever(visit, world):
    world["dialogue_dialogue"].organisers.add(visit.users["secretariat"])
    telling = set()
    for name, is_of_it, response in look(visit("secretariat"), "secretariat", world):
        assert response.status_code == 200, name
        if WORD.lower() in all_text(response):
            telling.add((name, is_of_it))
    assert sum(is_of_it for _name, is_of_it in telling) > 40
    assert sum(not is_of_it for _name, is_of_it in telling) > 20
