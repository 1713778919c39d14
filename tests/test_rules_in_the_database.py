"""What the database itself refuses, whatever way a row is written: a word that is in no list, rows
that belong to different dialogues, a record that is altered."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agenda.models import SeenRelease
from dialogue.access import security_log
from dialogue.mail.models import Wave
from dialogue.management import own_dialogue
from dialogue.models import Dialogue, SecurityEvent
from dialogue.models.known_words import rule_name
from dialogue.models.records import AlteredRecordError, Record, altering_records
from participants.delegates import consents
from participants.models import Consent, Invitation, InvitationEvent, Reminder
from participants.workflow import invitations, transitions
from tests import factories
from tests.visitors import Visitors, make_mail, make_world

pytestmark = pytest.mark.django_db
BY = transitions.Actor(transitions.Door.ADMIN, "Secretariat")


def refused(act):
    """Whether the database says no."""
    try:
        with transaction.atomic():
            act()
            connection.check_constraints()
    except IntegrityError:
        return True
    return False


# Words


def without_a_check(models):
    """The fields with choices whose words the database does not know."""
    return [
        field
        for model in models
        for field in model._meta.local_concrete_fields
        if field.choices and rule_name(field) not in checks_of(model)
    ]


def checks_of(model):
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, model._meta.db_table)


def test_every_field_with_choices_has_a_check_in_the_database():
    models = list(own_dialogue.own_models())
    assert {Dialogue, Invitation, SecurityEvent} <= set(models)
    assert without_a_check(models) == []


@pytest.mark.parametrize(
    ("model", "field"), [(Dialogue, "status"), (Invitation, "status"), (InvitationEvent, "door")]
)
def test_a_word_that_is_in_no_list_is_refused(model, field, dialogue):
    invitations.clear(factories.invitation(dialogue), BY)
    with altering_records():
        rows = model.objects.all()
        assert rows.exists()
        assert refused(lambda: rows.update(**{field: "nonsense"}))
        assert refused(lambda: rows.update(**{field: ""}))


@pytest.mark.parametrize(("code", "is_refused"), [("S", True), ("sg", True), ("VN", False)])
def test_a_country_is_two_capitals(code, is_refused, dialogue):
    person = factories.person()
    people = type(person).objects.filter(pk=person.pk)
    assert refused(lambda: people.update(country=code)) == is_refused


def test_a_row_without_its_key_or_in_its_own_place_is_refused(dialogue):
    row = factories.invitation(dialogue)
    rows = Invitation.objects.filter(pk=row.pk)
    for key in ["link_key", "calendar_key", "reply_key"]:
        assert refused(lambda key=key: rows.update(**{key: ""}))
    assert refused(lambda: rows.update(replaces=row.pk))
    delegation = factories.delegation(dialogue)
    assert refused(lambda: type(delegation).objects.update(link_key=""))


# One dialogue


def triggers():
    with connection.cursor() as cursor:
        cursor.execute(own_dialogue.LIST[connection.vendor])
        names = {name for name, _table in cursor.fetchall()}
    return {name for name in names if name.startswith(own_dialogue.PREFIX)}


def ways(rule):
    first, second = (tuple(field.name for field in way) for way in [rule.first, rule.second])
    return rule.model._meta.label, first, second


def test_every_second_way_to_a_dialogue_has_its_rule():
    found = {ways(rule) for rule in own_dialogue.rules()}
    assert ("participants.Invitation", ("dialogue",), ("category", "dialogue")) in found
    assert ("agenda.Session", ("dialogue",), ("room", "dialogue")) in found
    assert len(triggers()) == len({name for name, *_rest in own_dialogue.statements()})
    assert len(triggers()) > 2 * len(found)


@pytest.fixture
def other():
    return factories.dialogue()


def changes_of_an_invitation(dialogue, other):
    row = factories.invitation(dialogue)
    return Invitation.objects.filter(pk=row.pk), {
        "category": factories.category(other),
        "delegation": factories.delegation(other),
        "replaces": factories.invitation(other),
        "dialogue": other,
    }


def changes_of_a_session(dialogue, other):
    row = factories.session(dialogue, room=factories.room(dialogue))
    return type(row).objects.filter(pk=row.pk), {
        "room": factories.room(other),
        "dialogue": other,
    }


def changes_of_an_email(dialogue, other):
    row = make_mail("reminder", dialogue)
    wave = Wave.objects.create(dialogue=other, name="first")
    return type(row).objects.filter(pk=row.pk), {"wave": wave, "dialogue": other}


def changes_of_a_topic(dialogue, other):
    row = factories.topic(dialogue)
    return type(row).objects.filter(pk=row.pk), {"dialogue": other}


def changes_of_a_category(dialogue, other):
    row = factories.category(dialogue)
    return type(row).objects.filter(pk=row.pk), {"dialogue": other}


@pytest.mark.parametrize(
    "make",
    [
        changes_of_an_invitation,
        changes_of_a_session,
        changes_of_an_email,
        changes_of_a_topic,
        changes_of_a_category,
    ],
)
def test_a_row_of_another_dialogue_is_refused(make, dialogue, other):
    rows, changes = make(dialogue, other)
    for name, value in changes.items():
        assert refused(lambda name=name, value=value: rows.update(**{name: value})), name
    assert not refused(lambda: rows.update(dialogue=dialogue))


def test_rows_between_two_others_are_of_one_dialogue(dialogue, other):
    session, invitation = factories.session(dialogue), factories.invitation(dialogue)
    assert refused(lambda: session.topics.add(factories.topic(other)))
    assert not refused(lambda: session.topics.add(factories.topic(dialogue)))
    assert refused(lambda: invitation.mails.add(make_mail("reminder", other)))
    assert not refused(lambda: invitation.mails.add(make_mail("account")))  # of no dialogue
    seen = SeenRelease(invitation=invitation, release=factories.release(other))
    assert refused(seen.save)
    reminder = Reminder(
        invitation=invitation,
        rule=factories.reminder_rule(other),
        deadline_at=timezone.now(),
        due_on=timezone.localdate(),
        outcome="sent",
    )
    assert refused(reminder.save)


def test_no_form_lets_a_row_go_to_another_dialogue(dialogue, rf):
    """The database would refuse it, with an error that nobody reads."""
    Visitors()
    world, request = make_world(dialogue), rf.get("/admin/")
    request.user = factories.organiser()
    stays = {name for name, *_rest in own_dialogue.statements() if name.endswith("_stays")}
    tried = set()
    for model, one in admin.site._registry.items():
        name = f"{own_dialogue.PREFIX}{model._meta.db_table}_stays"
        row = world.get(f"{model._meta.app_label}_{model._meta.model_name}")
        if name in stays and row and one.has_change_permission(request, row):
            tried.add(model)
            assert "dialogue" not in one.get_form(request, row, change=True).base_fields, model
    assert len(tried) >= 7


def test_the_rules_are_made_again_by_the_next_migrate(dialogue, other):
    own_dialogue.drop(connection)
    assert triggers() == set()
    call_command("migrate", verbosity=0)
    test_a_row_of_another_dialogue_is_refused(changes_of_a_session, dialogue, other)
    own_dialogue.install(connection)  # once more is no error
    assert len(triggers()) > 20


# Records


def records(dialogue):
    """{model: a row of it}"""
    row = factories.invitation(dialogue)
    invitations.clear(row, BY)
    consents.record(row, "list", True, door="link", actor="Mei Tan")
    security_log.record(SecurityEvent.Kind.SIGNED_IN, account="secretariat")
    return {model: model.objects.get() for model in [InvitationEvent, Consent, SecurityEvent]}


def test_these_models_are_records():
    found = {model for model in own_dialogue.own_models() if issubclass(model, Record)}
    assert found == {InvitationEvent, Consent, SecurityEvent}


def test_a_record_is_altered_and_deleted_by_no_way_of_the_models(dialogue):
    for model, row in records(dialogue).items():
        name = next(
            field.name for field in model._meta.fields if field.get_internal_type() == "CharField"
        )
        for act in [
            row.save,
            row.delete,
            model.objects.all().delete,
            lambda model=model, name=name: model.objects.update(**{name: ""}),
            lambda model=model, name=name, row=row: model.objects.bulk_update([row], [name]),
            lambda model=model, row=row: model.objects.update_or_create(pk=row.pk),
            model._base_manager.all().delete,
            lambda model=model, name=name: model._base_manager.update(**{name: ""}),
            lambda model=model, name=name, row=row: model.objects.bulk_create(
                [row], None, False, True, [name], ["pk"]
            ),
        ]:
            with pytest.raises(AlteredRecordError), transaction.atomic():
                act()
        assert model.objects.filter(pk=row.pk).exists()


def test_what_erases_personal_data_says_so_and_may(dialogue):
    rows = records(dialogue)
    with altering_records():
        InvitationEvent.objects.update(actor="erased")
        rows[Consent].delete()
        rows[SecurityEvent].account = ""
        rows[SecurityEvent].save()
    assert InvitationEvent.objects.get().actor == "erased"
    assert not Consent.objects.exists()
    assert SecurityEvent.objects.get().account == ""
    with pytest.raises(AlteredRecordError):
        InvitationEvent.objects.update(actor="somebody")


def test_an_invitation_goes_with_its_records(dialogue):
    records(dialogue)
    Invitation.objects.get().delete()
    assert not InvitationEvent.objects.exists()
    assert not Consent.objects.exists()
