"""Who may know of which rows is decided in one place, and organisers' pages ask it."""

import ast

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogue.access.open_rows import hidden_from, is_shared, open_to, paths_of
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.models import DataRequest, IncomingMail, Person
from tests import factories
from tests.source import complaints, dotted, example, imports, modules

# Whoever imports one of these is a page for organisers.
PAGES = {"dialogue.pages.base", "dialogue.pages.organiser_admin", "dialogue.pages.bulk_action"}
ASKS = {"open_to", "open_or_404"}
# What makes or locks a row, and queries that ask by themselves.
OTHERWISE = {"open_to", "create", "bulk_create", "update_or_create", "lock", "none", "of"}
OTHERWISE |= {"shown_to", "readable_by"}
# Chooses the rows of one that was found already.
OF_A_ROW = ("dialogue", "delegation", "invitation", "letter", "topic", "session", "replaces")
# {function: why it looks at the rows of all dialogues}
ALL_OF_THEM = {
    "participants/admin/people.py:save_model": "marks the calendars of all, for people may speak",
    "participants/people/import_page.py:_confirm": "locks all before it changes people",
    "dialogue/accounts/renewal_page.py:may_change": "looks for what is hidden from the organiser",
    "dialogue/accounts/renewal_page.py:may_give": "reads Django's own permissions",
    "dialogue/accounts/renewal_page.py:_rights": "reads Django's own permissions",
    "dialogue/accounts/admin.py:get_deleted_objects": "is for superusers, and so is the list",
    "dialogue/mail/admin.py:get_queryset": "looks for addresses that are of hidden ones alone",
}


def models_of_dialogues():
    """The names of the models whose rows belong to dialogues."""
    return {model.__name__ for model in apps.get_models() if paths_of(model)}


def fetches_what_may_be_hidden(path, tree):
    """In organisers' pages: whatever reads rows of dialogues without asking whether they are open
    to the organiser."""
    if not PAGES & {name for _node, name in imports(tree)} or path == "dialogue/pages/base.py":
        return
    known = models_of_dialogues()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and f"{path}:{node.name}" not in ALL_OF_THEM:
            yield from _in_function(node, known)


def _in_function(function, known):
    asked = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in ASKS:
            asked |= set(ast.walk(node))
            # What is put into a name first, as `rows`.
            names = {word.id for word in ast.walk(node) if isinstance(word, ast.Name)}
            for other in ast.walk(function):
                if isinstance(other, ast.Assign) and names & {dotted(t) for t in other.targets}:
                    asked |= set(ast.walk(other))
    chained = {
        node.func.value
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    asked |= chained  # the whole chain is looked at, not its links
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and dotted(node.func) == "get_object_or_404":
            yield node, "use open_or_404"
        if isinstance(node, ast.Call) and node not in asked and _reads(node, known):
            yield node, f"{dotted(node.func)}: ask open_to, or open_or_404"


def _reads(call, known):
    """Whether a whole chain "Model.objects.filter(…)…" reads rows that nobody has found yet."""
    names = dotted(call.func).split(".")
    if len(names) < 3 or names[0] not in known or names[1] != "objects":
        return False
    while isinstance(call, ast.Call):
        words = {keyword.arg or "" for keyword in call.keywords}
        if any(word.split("__")[-1] in OF_A_ROW or word.startswith(OF_A_ROW) for word in words):
            return False
        call = getattr(call.func, "value", None)
    return not OTHERWISE & set(names)


BAD = "from dialogue.pages.base import render_page\ndef page(request, pk):\n    "


@pytest.mark.parametrize(
    "source",
    [
        "get_object_or_404(Dialogue, pk=pk)",
        "Dialogue.objects.all()",
        "for row in Dialogue.objects.order_by('slug'): pass",
        "Invitation.objects.with_people().filter(pk__in=[1])",
        "rows = Session.objects.all()\n    return rows.get(pk=pk)",
    ],
)
def test_a_page_that_does_not_ask_is_noticed(source):
    assert complaints(fetches_what_may_be_hidden, example(BAD + source))


@pytest.mark.parametrize(
    "source",
    [
        "open_or_404(request, Dialogue, pk=pk)",
        "open_or_404(request, Invitation.objects.with_people(), pk=pk)",
        "Dialogue.objects.open_to(request.user).order_by('slug')",
        "open_to(request.user, Invitation.objects.filter(pk__in=[1]))",
        "rows = Session.objects.all()\n    return open_or_404(request, rows, pk=pk)",
        "Invitation.objects.filter(dialogue=dialogue)",
    ],
)
def test_a_page_that_asks_is_right(source):
    assert not complaints(fetches_what_may_be_hidden, example(BAD + source))


def test_every_page_for_organisers_asks_which_rows_are_open():
    assert len(modules()) > 200
    assert complaints(fetches_what_may_be_hidden) == []


def leads_to_a_dialogue(model, steps=3):
    """Whether the relations of this model lead to a dialogue."""
    if model is Dialogue:
        return True
    fields = [field for field in model._meta.get_fields() if field.many_to_one]
    others = {field.related_model for field in fields} - {None}
    return steps > 0 and any(leads_to_a_dialogue(other, steps - 1) for other in others)


def test_every_model_in_the_admin_site_that_leads_to_a_dialogue_says_by_which_path(db):
    leading = [model for model in admin.site._registry if leads_to_a_dialogue(model)]
    assert len(leading) > 12
    assert [model for model in leading if not paths_of(model)] == []
    for model in [*leading, Person]:
        for path in paths_of(model):
            assert not model._base_manager.filter(**{f"{path}__in": []}).exists()


def test_people_and_what_they_ask_may_belong_to_several_dialogues_and_a_session_to_one():
    shared = {model for model in admin.site._registry if is_shared(model)}
    assert shared == {Person, DataRequest}


def test_as_long_as_nothing_is_limited_one_question_is_asked_and_nothing_changes(dialogue):
    user = factories.organiser(is_superuser=False)
    everybody = Person.objects.all()
    with CaptureQueriesContext(connection) as queries:
        assert hidden_from(user) == frozenset()
        assert open_to(user, everybody) is everybody
    assert len(queries) == 1


def test_a_superuser_sees_everything_and_costs_no_query(dialogue):
    dialogue.organisers.add(factories.organiser())
    user = factories.organiser()
    with CaptureQueriesContext(connection) as queries:
        assert hidden_from(user) == frozenset()
    assert len(queries) == 0
    assert dialogue in Dialogue.objects.open_to(user)


def test_the_dialogue_of_a_row_decides_alone_whatever_else_its_person_has_to_do_with(dialogue):
    limited, user = factories.dialogue(), factories.organiser(is_superuser=False)
    limited.organisers.add(factories.organiser())
    both, nobody = factories.person(), factories.person()
    factories.invitation(limited, person=both)
    factories.invitation(dialogue, person=both)
    factories.invitation(limited, person=nobody)
    shut = [factories.data_request(limited, person=both), factories.data_request(limited)]
    shown = [factories.data_request(dialogue, person=both), factories.data_request(dialogue)]
    shown += [factories.data_request(person=both), factories.data_request()]
    shut += [factories.data_request(person=nobody)]
    assert set(open_to(user, DataRequest.objects.all())) == set(shown)
    assert not {row.pk for row in shut} & {row.pk for row in shown}
    versions = open_to(user, DataRequest.history.all())
    assert {version.id for version in versions} == {row.pk for row in shown}


def test_a_message_of_a_hidden_seat_stays_hidden_if_the_letter_it_answers_was_of_another(dialogue):
    limited, user = factories.dialogue(), factories.organiser(is_superuser=False)
    limited.organisers.add(factories.organiser())
    letters = {
        row: OutgoingMail.objects.create(dialogue=row, language="en", message_id=row.slug)
        for row in [dialogue, limited]
    }
    seats = {row: factories.invitation(row) for row in [dialogue, limited]}
    shown = {factories.incoming_mail(), factories.incoming_mail(seats[dialogue])}
    shown.add(factories.incoming_mail(seats[dialogue], mail=letters[dialogue]))
    shown.add(factories.incoming_mail(mail=letters[dialogue]))
    factories.incoming_mail(seats[limited], mail=letters[dialogue])
    factories.incoming_mail(seats[dialogue], mail=letters[limited])
    factories.incoming_mail(mail=letters[limited])
    assert set(open_to(user, IncomingMail.objects.all())) == shown
