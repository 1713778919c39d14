"""On a page with several rows of one kind, two of them may exchange what no two may have."""

import pytest
from django.contrib import admin
from django.db import models
from django.test import RequestFactory
from django.urls import reverse

from agenda.models import Role, Variant
from dialogue.models import ReviewAspect
from dialogue.pages.exchanges import ExchangingFormSet
from tests import factories
from tests.reading import filled_form, page

pytestmark = pytest.mark.ignore_template_errors


def exchangeable(inline, request):
    """The fields that an inline lets people type and that must differ from row to row; none where
    there is one row only."""
    formset = inline.get_formset(request)
    if formset.max_num == 1:
        return set()
    meta = inline.model._meta
    rules = [rule for rule in meta.constraints if isinstance(rule, models.UniqueConstraint)]
    unique = {name for rule in rules for name in rule.fields}
    unique |= {field.name for field in meta.fields if field.unique and not field.primary_key}
    return unique & set(formset.form.base_fields)


def exchanging_inlines(user):
    """{model of the rows: inline} of all inlines of that kind in the admin site."""
    request = RequestFactory().get("/admin/")
    request.user = user
    inlines = [
        inline(one.model, admin.site)
        for one in admin.site._registry.values()
        for inline in one.inlines
    ]
    return {inline.model: inline for inline in inlines if exchangeable(inline, request)}


def two_aspects():
    dialogue = factories.dialogue()
    for aspect in ["content", "scale", "resources"]:
        ReviewAspect.objects.create(dialogue=dialogue, aspect=aspect)
    return dialogue, "review_aspects", ["aspect"]


def two_variants():
    term = factories.term(None, [("en", "Pact"), ("vi", "Thoả ước"), ("en", "Treaty")])
    return term, "variants", ["language", "text"]


def two_roles():
    session = factories.session(factories.dialogue())
    for _time in range(3):
        factories.role(session, factories.person(), kind="chair", state="planned")
    return session, "roles", ["person"]


PAIRS = {ReviewAspect: two_aspects, Variant: two_variants, Role: two_roles}


def test_every_inline_in_which_rows_may_exchange_something_is_tried(user):
    inlines = exchanging_inlines(user)
    assert set(inlines) == set(PAIRS)
    for inline in inlines.values():
        assert issubclass(inline.formset, ExchangingFormSet), inline


def sent_exchanged(client, parent, prefix, names, turn):
    path = reverse(f"admin:{parent._meta.label_lower.replace('.', '_')}_change", args=[parent.pk])
    data = filled_form(client.get(path).content)
    held = [[data[f"{prefix}-{row}-{name}"] for name in names] for row in range(3)]
    for row in range(3):
        for name, value in zip(names, held[(row + turn) % 3] if turn else held[0], strict=True):
            data[f"{prefix}-{row}-{name}"] = value
    return path, data


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.parametrize("model", PAIRS)
def test_rows_exchange_what_only_one_of_them_may_have(model, turn, client, user):
    parent, prefix, names = PAIRS[model]()
    rows = getattr(parent, prefix).order_by("pk")
    before = list(rows.values_list("pk", *names))
    path, data = sent_exchanged(client, parent, prefix, names, turn)
    assert client.post(path, data).status_code == 302
    after = {key: values for key, *values in rows.values_list("pk", *names)}
    shown = [key for key, *_values in before]
    assert set(after) == set(shown)
    assert sorted(after.values()) == sorted(values for _key, *values in before)
    assert all(after[key] != values for key, *values in before)


@pytest.mark.parametrize("model", PAIRS)
def test_two_rows_that_are_the_same_are_refused_beside_the_form(model, client, user):
    parent, prefix, names = PAIRS[model]()
    before = list(getattr(parent, prefix).order_by("pk").values_list("pk", *names))
    path, data = sent_exchanged(client, parent, prefix, names, 0)
    assert "Please correct the duplicate" in page(client.post(path, data))
    assert list(getattr(parent, prefix).order_by("pk").values_list("pk", *names)) == before
