"""No name or title, whatever the way it comes in, holds an address, markup or invisible marks."""

import re

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from dialogue.models.validators import validate_name_of_institution, validate_title
from participants.names.validators import validate_plain_text

OURS = {"dialogue", "mail", "participants", "agenda"}
GUARDS = {validate_title, validate_plain_text}
OF_INSTITUTIONS = validate_name_of_institution
NAME_LIKE = re.compile(
    r"(^|_)(name|title|address|owner|venue|forum|actor|form_of_address|told_by|answered_by"
    r"|recorded_by|accepted_by|released_by|changed_by|on_behalf_of|relation)(_en|_vi)?$"
)
# {field: why it needs no guard of its own}
COPIED = "written by our code from a guarded field or from an organiser's account"
EXEMPT = {
    "participants.DelegateDetails.hotel_name": "seen by organisers alone; there is a Hotel.de",
    "participants.DelegateDetails.changed_by": COPIED,
    "participants.InvitationEvent.actor": COPIED,
    "participants.InvitationEvent.on_behalf_of": COPIED,
    "participants.Consent.actor": COPIED,
    "participants.IncomingMail.from_name": "as it arrived, for organisers to judge; see decisions",
    "participants.IncomingMail.from_address": "an address",
    "agenda.Role.recorded_by": COPIED,
    "agenda.AcceptedConflict.accepted_by": COPIED,
    "agenda.Release.released_by": COPIED,
    "agenda.SourceDocument.title": "as the document itself is called; only organisers import one",
    "agenda.SourceDocument.title_en": "the same",
    "agenda.SourceDocument.title_vi": "the same",
    "mail.OutgoingMail.to_name": COPIED,
    "mail.OutboxMark.name": "written by our code",
    "dialogue.Heartbeat.name": "written by our code",
    "dialogue.JobFile.name": "written by our code",
}
EXEMPT_FORMS = {  # an organiser's own name for a security key, shown to them alone
    "dialogue.accounts.forms.AddKeyForm.name",
    "dialogue.accounts.forms.RenameKeyForm.name",
}
WELCOME = [
    *["St. John", "St.John", "Ph.D.", "Co., Ltd.", "Co.,Ltd.", "S.A.", "Dr.Nguyen", "GS.TSKH"],
    *["PGS.TS.Nguyễn Văn A", "Ths.Nguyễn", "H.E. Mr. Tan", "U.S.A.", "e.g. this", "J.R.R. Tolkien"],
    *["A/Prof. Lim", "TP.HCM/Hà Nội", "Univ.of Hanoi", "D'Souza", "R&D", "Data: AI", "v.d. Berg"],
    *["Asst.Prof.Dr. Somchai", "Session 1.1", "at 9.30 a.m.", "Al-Hussein bin ʻAbd", "Jr."],
    *["P.T. Telkom Tbk.", "ASEAN+3", "M.Sc.Eng.", "5.000 người", "محمد بن راشد", "สมชาย", "မောင်"],
]
UNWELCOME = [
    *["https://evil.example", "Buy https://evil.example now", "www.evil.example", "evil.example"],
    *["EVIL.COM", "Evil.Com", "a@evil.example", "evil.example/pay", "Evil.Example/pay", "t.co/abc"],
    *[
        "<img src=x>",
        "<b>",
        "＜script＞",
        "ｅｖｉｌ．ｅｘａｍｐｌｅ",
        "evil。example",
        "evil.com.vn",
    ],
    *["http:evil", "mailto:a@b.c", "javascript:alert(1)", "tel:+84123", "192.0.2.1", "xn--abc.com"],
    *["evil.co.uk", "HTTPS://EVIL", "(evil.example)", "evil.example,", "a\u202eb", "a\u200bb"],
    *[
        "a\nb",
        "a\0b",
        "a\u3164b",
        "a\u2800b",
        "evil.\u200dexample",
        "&lt;b&gt;",
        "data:text/html,x",
    ],
    *["пример.рф", "例子.中国", "T.Me/x", "BIT.LY/X", "A.CO/x", "MOF.VN", "thanhtoan.Vn", "x.vn"],
]


def name_like(name):
    return bool(NAME_LIKE.search(name))


def guarded(field):
    return any(guard in field.validators for guard in {*GUARDS, OF_INSTITUTIONS})


def unguarded_fields():
    """The name-like columns of our models that nothing guards."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS or model.__name__.startswith("Historical"):
            continue
        for field in model._meta.local_concrete_fields:
            is_text = isinstance(field, models.CharField) and not field.choices
            plain = is_text and not isinstance(
                field, models.EmailField | models.SlugField | models.URLField
            )
            if plain and name_like(field.name) and not guarded(field):
                yield f"{model._meta.label}.{field.name}"


def forms_of_ours(form=forms.BaseForm):
    """Every form class of our apps that is imported."""
    for below in form.__subclasses__():
        if below.__module__.split(".")[0] in OURS:
            yield below
        yield from forms_of_ours(below)


def of_model(form, name):
    """Whether a form leaves a field to its model, whose own validators judge it then."""
    options = getattr(form, "_meta", None)
    model = getattr(options, "model", None)
    return model is not None and name in forms.fields_for_model(model, options.fields)


def test_every_name_like_field_of_the_models_is_guarded():
    assert set(unguarded_fields()) - EXEMPT.keys() == set()


def test_no_exemption_is_left_over():
    assert EXEMPT.keys() - set(unguarded_fields()) == set()


def test_every_name_like_field_of_the_forms_is_guarded():
    found = {}
    for form in forms_of_ours():
        for name, field in getattr(form, "base_fields", {}).items():
            if type(field) is forms.CharField and name_like(name) and not of_model(form, name):
                found[f"{form.__module__}.{form.__name__}.{name}"] = guarded(field)
    assert found
    assert {name for name, is_guarded in found.items() if not is_guarded} - EXEMPT_FORMS == set()


@pytest.mark.parametrize("text", WELCOME)
def test_a_name_as_people_write_it_is_welcome(text):
    validate_title(text)
    validate_plain_text(text)


@pytest.mark.parametrize("text", UNWELCOME)
@pytest.mark.parametrize("guard", sorted(GUARDS, key=lambda guard: guard.__name__))
def test_an_address_markup_or_an_invisible_mark_is_refused(guard, text):
    with pytest.raises(ValidationError):
        guard(text)


@pytest.mark.parametrize(
    "text", ["Booking.com", "Amazon.com, Inc.", "H2O.ai", "C3.ai (Asia)", *WELCOME]
)
def test_a_firm_may_be_called_after_its_address(text):
    validate_name_of_institution(text)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "https://evil.example",
            "www.evil.example",
            "evil.example/pay",
            "T.Me/x",
            "a@evil.example",
        ],
        *["evil.com.vn", "Booking.com?x=1", "evil.example:8000", "<b>H2O.ai</b>", "a\u202eb.com"],
    ],
)
def test_but_not_after_what_leads_elsewhere(text):
    with pytest.raises(ValidationError):
        validate_name_of_institution(text)
