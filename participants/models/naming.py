"""How a person of the list is named: what `participants.names` makes of the person's fields."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django_countries.fields import Country

from dialogue.searching.folding import fold
from dialogue.searching.rows import digits_of
from participants.models.person_queryset import DERIVED, MADE_OF
from participants.names import customs, forms_in_names, protocol, salutations
from participants.names.given import FullName
from participants.names.protocol import Known, Named, Place

OTHER_NAMES = ["sorted_under", "addressed_as"]
OTHER_NAMES += [f"display_name_{code}" for code, _language in settings.LANGUAGES]


def another_form(form: str, known: str) -> str:
    """What to say where a name begins with a form of address and another is given already."""
    text = _(
        "“%(form)s” is no part of the name, and “%(known)s” is given as form of address. Leave it "
        "out here, or change the form of address."
    )
    return text % {"form": form, "known": known}


def read_forms_out_of_names(person: Any) -> None:
    """Put a form of address that was typed into a name where it belongs. Raises ValidationError
    where there is another."""
    names = ["family_name", "given_name", *OTHER_NAMES]
    for name in names:
        form, rest = forms_in_names.split(getattr(person, name) or "")
        if not form:
            continue
        english, vietnamese = person.form_of_address_en or "", person.form_of_address_vi or ""
        both = forms_in_names.merged(form, english, vietnamese)
        if both is None:
            raise ValidationError({name: another_form(form, english or vietnamese)})
        setattr(person, name, rest)
        person.form_of_address_en, person.form_of_address_vi = both


def mention_of(name: str, *known: Any) -> str:
    """A name that somebody typed, within a text for others: as the one of these known people (or
    None) whose name it is, else as it is written, in Vietnamese never without a form of address."""
    for person in filter(None, known):
        if fold(name) in {fold(person.name), fold(f"{person.given_name} {person.family_name}")}:
            return person.addressed_name
    return salutations.of_somebody(name, get_language() or settings.LANGUAGE_CODE)


class Naming:
    """For Person: its names in every use. Nothing here changes a row."""

    # The person's fields that are read here.
    family_name: Any
    given_name: Any
    display_name: Any
    sorted_under: Any
    in_capitals: Any
    addressed_as: Any
    form_of_address_en: Any
    form_of_address_vi: Any
    title: Any
    organisation: Any
    country: Any
    language: Any
    sort_key: Any
    native_name: Any
    display_name_en: Any
    display_name_vi: Any
    phone: Any
    folded: Any
    phone_digits: Any
    listed_country: Any
    _state: Any

    @property
    def full_name(self) -> FullName:
        """The parts of the name, in the language on screen."""
        return FullName(
            self.family_name,
            self.given_name,
            # A list at home has no column for countries, but Vietnamese as the language of letters.
            self.custom_country or ("VN" if self.language == "vi" else ""),
            self.display_name or "",
            self.sorted_under,
            self.in_capitals,
            self.addressed_as,
        )

    @property
    def name(self) -> str:
        """The name as it is displayed, in the language on screen, without form of address."""
        return customs.shown(self.full_name) or _("(name erased)")

    @property
    def addressed_name(self) -> str:
        """Form of address and full name, as pages and sentences say it."""
        return self.named(Place.LETTER_TEXT).addressed_name

    @property
    def mention(self) -> str:
        """The same with office and institution, for somebody else to read."""
        return str(self.named(Place.MENTION))

    @property
    def salutation(self) -> str:
        """The line with which a letter to the person begins."""
        named, language = self.named(Place.SALUTATION), get_language() or settings.LANGUAGE_CODE
        return salutations.opening(named, language)

    def spoken_to(self, text: str) -> str:
        """A letter or page in the language on screen as it speaks to this person: in Vietnamese
        Ông, Bà or Ngài where the form of address is known, instead of Ông/Bà."""
        if get_language() != "vi":
            return text
        return salutations.speaking_to(self.named(Place.LETTER_TEXT).form, text)

    @property
    def capacity(self) -> str:
        """In what capacity the person is invited, as the letter says it; "" where neither office
        nor institution is known."""
        named = self.named(Place.BADGE)
        if self.title:
            return ", ".join(replace(named, title=self.title, country="").details)
        text = pgettext("capacity", "representative of %(institution)s")
        return text % {"institution": named.institution} if named.institution else ""

    @property
    def listed_form(self) -> str:
        """The form of address as lists say it."""
        return self.named(Place.LIST).form

    def has_form_in(self, language: str) -> bool:
        """Whether a form of address can be had in this language."""
        return bool(protocol.form_of_address(self.known(language), language))

    def named(self, place: Place) -> Named:
        """The person as named in a place, in the language on screen."""
        language = get_language() or settings.LANGUAGE_CODE
        known = self.known(
            language,
            needs_institution=protocol.says_institution(place, language),
            needs_country=protocol.STYLES[place].has_country,
        )
        return protocol.named(known, place, language)

    @property
    def custom_country(self) -> str:
        """The code of the country whose customs the name follows and under which lists place the
        person: their own, else their institution's. No query for a stored row."""
        # The code as it is stored, if it is loaded: the attribute makes a Country of it each time.
        code = vars(self).get("country") or self.country.code
        if code:
            return str(code)
        return self._country_by_rule() if self._state.adding else self.listed_country

    @property
    def home_country(self) -> Country:
        """That country with its name; false where there is none."""
        return Country(code=self.custom_country)

    def derive(self) -> None:
        """Set the columns that are made of others. The row is not stored."""
        self.listed_country = self._country_by_rule()
        self.sort_key = self._key()
        self.folded, self.phone_digits = self._folded(), self._digits()

    @staticmethod
    def with_derived(fields: Iterable[str]) -> list[str]:
        """The fields to be stored, with the derived ones where they may change too."""
        names = list(dict.fromkeys(fields))
        more = DERIVED if MADE_OF & set(names) else []
        return [*names, *(name for name in more if name not in names)]

    def _folded(self, _language: Any = None) -> str:
        names = [self.family_name, self.given_name, self.native_name, self.sorted_under]
        names += [self.display_name_en, self.display_name_vi, self.addressed_as]
        return fold(" ".join(filter(None, names)))[:1000]

    def _digits(self, _language: Any = None) -> str:
        return digits_of(self.phone or "")[:50]

    def _country_by_rule(self, _language: Any = None) -> str:
        if self.country:
            return str(self.country.code)
        return str(self.organisation.country.code or "") if self.organisation else ""

    def _key(self, _language: Any = None) -> str:
        name = FullName(
            self.family_name,
            self.given_name,
            self._country_by_rule(),
            sorted_under=self.sorted_under,
        )
        return customs.key(name)

    def known(
        self, language: str, *, needs_institution: bool = False, needs_country: bool = False
    ) -> Known:
        """What `participants.names.protocol` asks for; texts are in the language on screen, which
        is usually `language`. Without the institution no query for a stored row."""
        codes = dict(settings.LANGUAGES)
        institution = self.organisation if needs_institution else None
        return Known(
            self.full_name,
            self.form_of_address_en or "",
            self.form_of_address_vi or "",
            self.title or "",
            tuple(getattr(self, f"title_{code}") or "" for code in codes),
            str(institution.name or "") if institution else "",
            str(self.home_country.name) if needs_country and self.custom_country else "",
        )
