"""Every list of the admin site has what holds for all of them."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from agenda.programme.session_forms import SessionForm
from dialogue.pages.history_admin import HistoryAdmin, VersionCheckedForm, VersionCheckMixin
from dialogue.pages.organiser_admin import OrganiserAdminMixin, OrganiserFieldsMixin


def without_the_mixin(admins):
    """The classes of those admins that anybody could ask for secrets."""
    return [type(one) for one in admins if not isinstance(one, OrganiserAdminMixin)]


def without_a_check(admins):
    """The forms with which the later of two organisers would overwrite the earlier one."""
    forms = [one.form for one in admins if isinstance(one, HistoryAdmin)]
    return [form for form in forms if not issubclass(form, VersionCheckMixin)]


def test_an_admin_class_without_the_mixin_is_noticed():
    bare = admin.ModelAdmin(User, admin.site)
    assert without_the_mixin([bare]) == [admin.ModelAdmin]


def test_every_admin_class_has_the_mixin():
    assert User in admin.site._registry and Group in admin.site._registry
    assert without_the_mixin(admin.site._registry.values()) == []


def test_a_form_that_overwrites_what_somebody_else_saved_is_noticed():
    class Careless(HistoryAdmin):
        form = admin.ModelAdmin.form

    assert without_a_check([Careless(User, admin.site)]) == [admin.ModelAdmin.form]


def test_forms_of_rows_with_history_look_whether_somebody_was_faster():
    # A session's own form looks at its roles, topics and times too.
    assert without_a_check(admin.site._registry.values()) == [SessionForm]
    assert HistoryAdmin.form is VersionCheckedForm


def test_the_list_of_addresses_that_allauth_brings_is_left_out():
    assert not admin.site.is_registered(EmailAddress)


def failing_at_nonsense(admins):
    """The classes whose autocomplete fields Django lets fail at a key that is none."""
    return [
        type(one)
        for one in admins
        if one.autocomplete_fields and not isinstance(one, OrganiserFieldsMixin)
    ]


def test_an_inline_that_fails_at_nonsense_is_noticed():
    class Careless(admin.TabularInline):
        model = Group
        autocomplete_fields = ["user"]

    assert failing_at_nonsense([Careless(User, admin.site)]) == [Careless]


def test_no_autocomplete_field_fails_at_nonsense():
    admins = list(admin.site._registry.values())
    inlines = [inline(one.model, admin.site) for one in admins for inline in one.inlines]
    assert any(inline.autocomplete_fields for inline in inlines)
    assert failing_at_nonsense([*admins, *inlines]) == []
    for one in [*admins, *inlines]:  # the mixin looks after these
        fields = [one.model._meta.get_field(name) for name in one.autocomplete_fields]
        assert all(field.many_to_one for field in fields)


def test_an_address_that_names_no_field_opens_the_row(client, user, dialogue):
    address = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    assert client.get(address, {"_to_field": ""}).status_code == 200
