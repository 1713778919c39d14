"""Every field of every installed model is in the data map, or is said not to be about anybody."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import ForeignKey

from dialogue.access import roles
from dialogue.personal_data import data_map
from dialogue.personal_data.holdings import Holding, data, translated_name
from participants.models import Person


def misfits(holdings, models):
    """["label: what is wrong"] between the entries and the fields that there are."""
    known, problems = {holding.model: holding for holding in holdings}, []
    for model in models:
        label, names = (
            model._meta.label,
            {translated_name(field) for field in model._meta.local_fields},
        )
        if model._meta.proxy:
            continue
        if label not in known:
            problems.append(f"{label}: no entry")
            continue
        holding = known.pop(label)
        said = holding.not_personal.split()
        said += [name for entry in holding.personal for name in entry.names]
        problems += [f"{label}: {name} has no entry" for name in sorted(names - set(said))]
        problems += [f"{label}: there is no {name}" for name in sorted(set(said) - names)]
        problems += [f"{label}: {name} twice" for name in sorted({*said}) if said.count(name) > 1]
    return [*problems, *(f"{label}: there is no such model" for label in known)]


def installed():
    return apps.get_models(include_auto_created=True)


def test_a_field_or_a_model_without_an_entry_is_noticed_and_so_is_an_entry_without_one():
    person = data_map.holding_of("participants.Person")
    holding = replace(person, personal=person.personal[1:], not_personal="id id shoe_size")
    assert misfits([holding, Holding("participants.Pet")], [Person, *installed()[:1]]) == [
        "participants.Person: addressed_as has no entry",
        "participants.Person: display_name has no entry",
        "participants.Person: family_name has no entry",
        "participants.Person: folded has no entry",
        "participants.Person: form_of_address has no entry",
        "participants.Person: given_name has no entry",
        "participants.Person: in_capitals has no entry",
        "participants.Person: native_name has no entry",
        "participants.Person: sort_key has no entry",
        "participants.Person: sorted_under has no entry",
        "participants.Person: title has no entry",
        "participants.Person: there is no shoe_size",
        "participants.Person: id twice",
        f"{installed()[0]._meta.label}: no entry",
        "participants.Pet: there is no such model",
    ]


def test_every_field_of_every_installed_model_has_an_entry():
    assert misfits(data_map.registered(), installed()) == []


def test_every_entry_says_what_for_who_sees_it_and_until_when():
    unsaid = [
        holding.model
        for holding in data_map.personal()
        if not holding.kept
        or not all(entry.purpose and holding.seers(entry) for entry in holding.personal)
    ]
    assert unsaid == []


def test_what_does_not_stay_has_rows_that_become_due():
    """A term alone forgets nothing."""
    endless = [
        holding.model
        for holding in data_map.personal()
        if holding.rows_due is None
        and (holding.is_deleted or not all(entry.stays for entry in holding.personal))
    ]
    assert endless == []


def test_whoever_is_referred_to_is_said_to_be():
    """A reference to a person or an organiser is about them: it is never called not personal."""
    about = {"participants.Person", "auth.User"}
    silent = [
        f"{holding.model}.{field.name}"
        for holding in data_map.registered()
        for field in holding.model_class._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.related_model._meta.label in about
        and field.name in holding.not_personal.split()
    ]
    assert silent == []


def shown_against(rights):
    """["label: role"] where the map says that a role sees a model that is hidden from it."""
    for holding in data_map.personal():
        app, model = holding.model.lower().split(".")
        right = f"view_{model}"
        if app == rights.app and right in rights.restricted:
            allowed = {role for role, single in rights.single.items() if right in single}
            seers = {seer for entry in holding.personal for seer in holding.seers(entry)}
            hidden_from = set(roles.ROLES) - allowed - {*rights.full_access}
            yield from (f"{holding.model}: {role}" for role in hidden_from & seers)


def test_the_map_shows_to_no_role_what_the_rights_hide_from_it():
    everything = roles.AppRights("participants", full_access=[], restricted=["view_person"])
    assert "participants.Person: Observer" in list(shown_against(everything))
    assert [place for rights in roles.registered() for place in shown_against(rights)] == []


def test_a_model_has_one_entry():
    with pytest.raises(ImproperlyConfigured, match=r"participants\.Person is in the data map"):
        data_map.register(Holding("participants.Person", [data("to greet", "family_name")]))
