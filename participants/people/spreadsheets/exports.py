"""The lists of people, institutions and invitations as spreadsheets.

The import of people reads and shows cells with PersonResource too: what its columns write, they can
read again. No list contains a personal link or its key; only that of details has travel details.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_countries.fields import CountryField
from import_export.fields import Field
from import_export.widgets import Widget

from dialogue.exports.spreadsheets import ListResource, RawField
from participants.countries.reading import read_country, unambiguous
from participants.models import Answer, DelegateDetails, Organisation, Person
from participants.people.spreadsheets import sheets
from participants.people.spreadsheets.sheets import fold_name


class Choice(Widget):
    """One of a field's choices, read by its key or by its name in any language.

    `also` is {another name: key}.
    """

    def __init__(
        self, choices: Sequence[tuple[Any, Any]], also: dict[str, str] | None = None
    ) -> None:
        super().__init__()
        self.choices, self.also = choices, also or {}

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        key = self.known.get(fold_name(value))
        if key is None:
            offered = ", ".join(str(label) for _key, label in self.choices)
            text = _("“%(value)s” is not recognised. Enter one of: %(choices)s.")
            raise ValueError(text % {"value": value, "choices": offered})
        return key

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(dict(self.choices).get(value, value or ""))

    @cached_property
    def known(self) -> dict[str, str]:
        """{folded name: key} of all names in all languages."""
        known = {fold_name(text): key for text, key in self.also.items()}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                known |= {fold_name(str(label)): str(key) for key, label in self.choices}
        return known | {fold_name(str(key)): str(key) for key, _label in self.choices}


class Country(Widget):
    """A country, read as people write it, and written so that it can be read again."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        return read_country(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return unambiguous(value.code, str(value.name)) if value else ""


class YesOrNo(Widget):
    """Yes, No, or nothing where it is not known."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(_("Yes") if value else _("No"))


class Clock(Widget):
    """Hours and minutes."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{value:%H:%M}" if value else ""


class Precedence(Widget):
    """A whole number from 0 to what the database holds."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        is_number = value.isascii() and value.isdecimal() and len(value) < 6
        if not is_number or int(value) > 32767:
            text = _(
                "“%(value)s” is not a valid precedence. Enter a whole number; the usual one is 100."
            )
            raise ValueError(text % {"value": value})
        return int(value)


GENDERS = {"female": "woman", "male": "man", "f": "woman", "m": "man", "nữ": "woman", "nam": "man"}
LANGUAGES = {"tiếng Anh": "en", "tiếng Việt": "vi", "Anh": "en", "Việt": "vi", "Vietnamese": "vi"}
REACHED_BY = {"paper": "post", "post": "post", "letter": "post", "bưu điện": "post",
              "phone": "telephone", "telephone": "telephone", "điện thoại": "telephone",
              "office": "office", "văn phòng": "office"}  # fmt: skip
WIDGETS = {
    "country": Country(),
    "precedence": Precedence(),
    "language": Choice(settings.LANGUAGES, LANGUAGES),
    "reached_by": Choice(Person.ReachedBy.choices, REACHED_BY),
    "gender": Choice(Person.Gender.choices, GENDERS),
    "institution_kind": Choice(Organisation.Kind.choices),
}
ELSEWHERE = {"institution_en": "organisation__name_en", "institution_vi": "organisation__name_vi",
             "institution_kind": "organisation__kind"}  # fmt: skip


class PersonResource(ListResource):
    """Every column that a list of people can have, with the headings that the import recognises."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = {
            name: Field(ELSEWHERE.get(name, name), sheets.heading(name), WIDGETS.get(name))
            for name in sheets.COLUMNS
            if name != "category"
        }

    def filter_export(self, queryset: QuerySet, **kwargs: Any) -> QuerySet:
        return queryset.select_related("organisation")


class OrganisationResource(ListResource):
    name_en = Field("name_en", gettext_lazy("name in English"))
    name_vi = Field("name_vi", gettext_lazy("name in Vietnamese"))
    kind = Field("get_kind_display", gettext_lazy("kind of institution"))
    country = Field("country", gettext_lazy("country"), Country())
    website = Field("website", gettext_lazy("web page"))


class CategoryResource(ListResource):
    dialogue = Field("dialogue", gettext_lazy("dialogue"))
    slug = Field("slug", gettext_lazy("short name"))
    name_en = Field("name_en", gettext_lazy("name in English"))
    name_vi = Field("name_vi", gettext_lazy("name in Vietnamese"))
    target = RawField("target", gettext_lazy("target"))
    position = RawField("position", gettext_lazy("order"))


RESPONSES, GIVEN_BY = dict(Answer.Response.choices), dict(Answer.By.choices)


class InvitationResource(ListResource):
    """One row for each seat, also before anybody is nominated for it; the address is then that of
    the focal point."""

    dialogue = Field("dialogue", gettext_lazy("dialogue"))
    category = Field("category", gettext_lazy("category"))
    status = Field("get_status_display", gettext_lazy("status"))
    who = Field("who", gettext_lazy("seat of"))
    form_of_address = Field("person__listed_form", gettext_lazy("form of address"))
    family_name = Field("person__family_name", gettext_lazy("family name"))
    given_name = Field("person__given_name", gettext_lazy("given name"))
    title = Field("person__title", pgettext_lazy("person", "title"))
    organisation = Field("organisation", gettext_lazy("institution"))
    country = Field("country", gettext_lazy("country"), Country())
    email = Field("addressee__email", gettext_lazy("email address"))
    cc_email = Field("addressee__cc_email", gettext_lazy("copy to"))
    phone = Field("addressee__phone", gettext_lazy("telephone"))
    language = Field("addressee__get_language_display", gettext_lazy("language of correspondence"))
    invited = RawField(column_name=gettext_lazy("invited"))
    reply_by = RawField(column_name=gettext_lazy("reply deadline"))
    response = Field(column_name=gettext_lazy("answer"))
    answered = RawField(column_name=pgettext_lazy("answer", "answered at"))
    answered_by = Field(column_name=gettext_lazy("given by"))
    answered_by_name = Field("last_name", gettext_lazy("name of the person answering"))
    reason = Field("last_reason", gettext_lazy("reason or remark"))
    reserve_rank = RawField("reserve_rank", gettext_lazy("rank on the reserve list"))
    replaces = Field("replaces__who", gettext_lazy("in place of"))
    note = Field("note", gettext_lazy("note for organisers"))

    shared = ("dialogue", "category")

    def filter_export(self, queryset: Any, **kwargs: Any) -> QuerySet:
        """With people, institutions and the last answer, in one query."""
        last = Answer.objects.filter(invitation=OuterRef("pk")).order_by("-answered_at", "-pk")
        return (
            queryset.select_related(None)
            .select_related("person__organisation", "replaces__person")
            .select_related("delegation__organisation", "delegation__focal_point")
            .select_related("replaces__delegation__organisation")
            .annotate(
                last_response=Subquery(last.values("response")[:1]),
                last_at=Subquery(last.values("answered_at")[:1]),
                last_by=Subquery(last.values("answered_by")[:1]),
                last_name=Subquery(last.values("answered_by_name")[:1]),
                last_reason=Subquery(last.values("reason")[:1]),
            )
        )

    def dehydrate_invited(self, invitation: Any) -> datetime | str:
        return _local(invitation, invitation.invited_at)

    def dehydrate_reply_by(self, invitation: Any) -> datetime | str:
        return _local(invitation, invitation.reply_by_at)

    def dehydrate_answered(self, invitation: Any) -> datetime | str:
        return _local(invitation, invitation.last_at)

    def dehydrate_response(self, invitation: Any) -> str:
        return str(RESPONSES.get(invitation.last_response, ""))

    def dehydrate_answered_by(self, invitation: Any) -> str:
        return str(GIVEN_BY.get(invitation.last_by, ""))


class DelegationResource(ListResource):
    dialogue = Field("dialogue", gettext_lazy("dialogue"))
    organisation = Field("organisation", gettext_lazy("institution"))
    country = Field("organisation__country", gettext_lazy("country"), Country())
    focal_point = Field("focal_point", gettext_lazy("focal point"))
    email = Field("focal_point__email", gettext_lazy("email address"))
    named = RawField("named", gettext_lazy("seats filled"))
    seats = RawField("all_seats", gettext_lazy("seats allocated"))


class DetailsResource(ListResource):
    """One row for each delegate: arrival, departure, and what is to be arranged."""

    who = Field("who", gettext_lazy("delegate"))
    organisation = Field("organisation", gettext_lazy("institution"))
    category = Field("category", gettext_lazy("category"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields |= {field.name: _detail(field) for field in details_fields()}

    def filter_export(self, queryset: Any, **kwargs: Any) -> QuerySet:
        return queryset.with_people().select_related("details")


def details_fields() -> list[models.Field]:
    """The fields of DelegateDetails that a delegate fills in, in the order of the model."""
    ours = {"id", "invitation", "changed_at", "changed_by", "told_by", "channel"}
    return [field for field in DelegateDetails._meta.concrete_fields if field.name not in ours]


def _detail(field):
    """A column for one field of DelegateDetails: days and numbers as such, choices in words."""
    heading = capfirst(field.verbose_name)
    if isinstance(field, CountryField):
        return Field(f"details__{field.name}", heading, Country())
    if isinstance(field, models.BooleanField):
        return Field(f"details__{field.name}", heading, YesOrNo())
    if field.choices:
        return Field(f"details__get_{field.name}_display", heading)
    if isinstance(field, models.TimeField):
        return Field(f"details__{field.name}", heading, Clock())
    return RawField(f"details__{field.name}", heading)


def _local(invitation, moment):
    """A moment in the dialogue's time zone, without the zone, as spreadsheets store it; or ""."""
    return invitation.dialogue.local(moment).replace(tzinfo=None) if moment else ""
