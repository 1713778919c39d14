"""What each app says about the organisers' roles, and what load_roles makes of it."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from dialogue.access import roles
from dialogue.access.roles import AppRights


@pytest.fixture
def no_rights(monkeypatch):
    monkeypatch.setattr(roles, "_rights", {})


def granted():
    """{role: code names of its permissions}"""
    call_command("load_roles", stdout=io.StringIO())
    return {
        group.name: {*group.permissions.values_list("codename", flat=True)}
        for group in Group.objects.all()
    }


def test_each_of_our_apps_says_what_the_roles_may_do():
    apps = [rights.app for rights in roles.registered()]
    assert apps == ["agenda", "dialogue", "mail", "participants"]


@pytest.mark.django_db
def test_a_role_sees_what_is_not_restricted_and_has_what_is_granted(no_rights):
    roles.register(
        AppRights(
            "mail",
            full_access=[roles.SECRETARIAT],
            single={roles.PROTOCOL: ["read_outgoingmail"]},
            restricted=["view_blockedaddress"],
        )
    )
    rights = granted()
    assert rights.keys() == {*roles.ROLES}
    assert rights[roles.SECRETARIAT] >= {"view_blockedaddress", "delete_outgoingmail"}
    assert rights[roles.PROTOCOL] - rights[roles.OBSERVER] == {"read_outgoingmail"}
    assert "view_outgoingmail" in rights[roles.OBSERVER]
    assert "view_blockedaddress" not in rights[roles.PROTOCOL]


@pytest.mark.django_db
def test_an_app_that_has_said_nothing_is_open_to_no_role(no_rights):
    assert set().union(*granted().values()) == set()


@pytest.mark.parametrize(
    ("app", "complaint"), [("mail", "registered already"), ("extra", "unknown roles: Ministers")]
)
def test_what_cannot_be_is_refused(no_rights, app, complaint):
    roles.register(AppRights("mail", full_access=[]))
    with pytest.raises(ImproperlyConfigured, match=complaint):
        roles.register(AppRights(app, full_access=["Ministers"]))
