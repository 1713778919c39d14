"""What an uploaded list of people would change, and the change itself.

django-import-export itself writes each row and rolls back to find out; a preview that writes
nothing locks nothing, needs a fixed number of queries, and can say what is wrong with every cell.
So its resource reads and shows the cells, and this module decides.
"""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from participants.models import Erasure, HiddenCountry, Organisation, Person
from participants.people.spreadsheets import doubts, proposals, row_rules
from participants.people.spreadsheets.categories import Categories
from participants.people.spreadsheets.exports import PersonResource
from participants.people.spreadsheets.international import is_international
from participants.people.spreadsheets.lookups import Institutions, LookAlikes, institution_text
from participants.people.spreadsheets.mends import mends_of, offers_of
from participants.people.spreadsheets.outcomes import Outcome, Plan
from participants.people.spreadsheets.shared_addresses import SharedAddresses, by_the_office
from participants.people.spreadsheets.sheets import COLUMNS, Row, Sheet, clean, fold_name, heading
from participants.people.spreadsheets.without_address import WithoutAddress

DISPLAYED = {"display_name_en", "display_name_vi"}
INSTITUTION = ["institution_en", "institution_vi"]
MOST_DOUBTS = 500  # nobody checks more
# The widgets of these columns refuse what is wrong.
OF_THE_INSTITUTION = {"institution_en", "institution_vi", "institution_kind"}
CHECKED_BY_WIDGET = {"country", "precedence", "language", "gender", "reached_by"}


def plan(
    sheet: Sheet,
    dialogue: Dialogue | None,
    agreed: frozenset[int] = frozenset(),
    *,
    shown: QuerySet[Person] | None = None,
    lock: bool = False,
) -> Plan:
    """What importing the sheet would do now. It only reads, in a fixed number of queries.

    `agreed` holds the numbers of the rows to be imported although they look like somebody known.
    `shown` are the people of whom the organiser may know, if not all: nothing is said of others,
    and nobody changes them. With `lock`, inside a transaction, the people in the list cannot be
    changed until it ends.
    """
    made = Plan(sheet, dialogue, [])
    # The template has the column; left empty, it asks for nothing.
    if dialogue is None and any(row.cells.get("category") for row in sheet.rows):
        text = _(
            "The file has a column “%(heading)s”. Choose the dialogue, then upload the file again; "
            "or leave the column out under “How the columns are read”."
        )
        made.problem = text % {"heading": sheet.headings["category"]}
    planner = _Planner(sheet, dialogue, shown, lock)
    made.outcomes = [planner.outcome(row, row.number in agreed) for row in sheet.rows]
    if len(made.doubtful) > MOST_DOUBTS:
        text = _("More than %(limit)d rows look like people who are already known. Split the list.")
        made.problem = made.problem or text % {"limit": MOST_DOUBTS}
    return made


class _Planner:
    """What the database holds, and what earlier rows of the list say."""

    def __init__(self, sheet, dialogue, shown, lock):
        self.sheet, self.dialogue, self.shown = sheet, dialogue, shown
        self.taken = set()  # addresses of people who are not shown
        self.fields = PersonResource().fields
        self.people, self.hidden = self._people(lock), HiddenCountry.codes()
        self.institutions, self.look_alikes = Institutions(), LookAlikes(shown)
        self.shared = SharedAddresses(sheet.rows, self.people)
        self.without_address = self._without_address()
        self.erased = Erasure.objects.moments(self._addresses() - self.people.keys())
        self.rows_by_email = {}
        is_short = len(sheet.rows) <= proposals.LOOKED_THROUGH
        self.categories = Categories(dialogue, proposes=is_short)
        self.proposes_forms = is_short

    def _addresses(self):
        return {row.cells["email"].lower() for row in self.sheet.rows if "email" in row.cells}

    def _people(self, lock):
        people = Person.objects.annotate(key=Lower("email")).filter(key__in=self._addresses())
        people = people.select_related("organisation").order_by("-pk")
        if lock:
            people = people.select_for_update(of=["self"], no_key=True)
        known = {person.email.casefold(): person for person in people}
        if self.shown is None:
            return known
        keys = [person.pk for person in known.values()]
        shown = set(self.shown.filter(pk__in=keys).values_list("pk", flat=True))
        self.taken = {email for email, person in known.items() if person.pk not in shown}
        return {email: person for email, person in known.items() if person.pk in shown}

    def _without_address(self):
        is_asked = any("email" not in row.cells for row in self.sheet.rows)
        is_asked = is_asked or bool(self.shared.by_row)
        people = Person.objects.all() if self.shown is None else self.shown
        return WithoutAddress(people if is_asked else people.none())

    def _known(self, row):
        """(the person whom a row is about, by what they were recognised, why nobody can tell)"""
        email, cells = row.cells.get("email", ""), row.cells
        if email or "email" in row.problems:
            return self.people.get(email.casefold()), "", ""
        institution = [cells[name] for name in INSTITUTION if name in cells]
        found = self.without_address.find(
            cells.get("family_name", ""), cells.get("given_name", ""), institution
        )
        if len(found) > 1:
            return None, "", _("Several people without an address have this name and institution.")
        return (found[0], _("name and institution"), "") if found else (None, "", "")

    def outcome(self, row: Row, is_agreed: bool) -> Outcome:
        """What becomes of a row after the rows before it; `is_agreed` says whether the
        organiser imports it although the person looks like another."""
        if shares := self.shared.by_row.get(row.number, ""):
            by_the_office(row)
        email = row.cells.get("email", "")
        known, matched_by, unclear = self._known(row)
        if known is not None and known.reached_by:
            shares = ""  # agreed to when the person was added
        if known is not None and str(row.number) not in self.sheet.choices.names:
            proposals.keep_division(row, known)
        self._for_everybody(row, is_new=known is None)
        outcome = Outcome(row, known or Person(email=email), is_agreed=is_agreed)
        outcome.matched_by, outcome.shares = matched_by, shares
        if unclear:
            self._refuse(outcome, "family_name", unclear)
        for name, sentences in row.problems.items():
            for text in sentences:
                self._refuse(outcome, name, text)
        self._one_row_an_address(outcome, email)
        for name, text in row.cells.items():
            if name in self.fields and name not in {"email", *OF_THE_INSTITUTION}:
                self._set(outcome, name, text)
        self._institution(outcome)
        self._kind(outcome)
        if known is None:
            self._proposals(outcome)
        self._rules(outcome, is_new=known is None)
        if problem := self.categories.put_into(outcome, is_new=known is None):
            self._refuse(outcome, "category", problem)
        if known is None:
            outcome.erased_at = self.erased.get(email.lower())
            outcome.looks_like = self.look_alikes.find(outcome.person)
            label = _("row %(number)d of this file: %(name)s")
            values = {"number": row.number, "name": outcome.person.name}
            self.look_alikes.add(outcome.person, label % values)
        outcome.problems = [
            (self.sheet.where(row, name), text) for _place, name, text in sorted(outcome.refusals)
        ]
        outcome.mends = mends_of(outcome, self.sheet, self.categories.by_name)
        outcome.decide(is_new=known is None)
        outcome.offers = offers_of(outcome, self.categories, proposes=self.proposes_forms)
        outcome.otherwise = doubts.otherwise(outcome.person) if row.whole else ""
        return outcome

    def _for_everybody(self, row, is_new):
        """What the organiser said once for whoever has nothing of their own in the list. Of people
        who are known it changes nothing."""
        choices, cells = self.sheet.choices, row.cells
        for_all = {"category": choices.category} if self.dialogue else {}
        if is_new:
            for_all |= {"country": choices.country, "language": choices.language}
        if is_new and choices.office and not cells.keys() & {"email", "reached_by"}:
            for_all |= {"reached_by": "office", "postal_address": choices.office}
        for name, text in for_all.items():
            if text and name not in row.problems:
                cells.setdefault(name, text)

    def _refuse(self, outcome, name, text):
        outcome.refusals.append((self.sheet.places.get(name, len(COLUMNS)), name, text))

    def _one_row_an_address(self, outcome, email):
        if not email:
            self._one_row_a_name(outcome)
            return
        if email.casefold() in self.taken:
            text = _("This address is taken, and its person is not open to you. Ask a superuser.")
            self._refuse(outcome, "email", text)
        first = self.rows_by_email.setdefault(email.casefold(), outcome.row.number)
        if first != outcome.row.number:
            text = _("The same address appears in row %(row)d. Keep one of the two rows.")
            self._refuse(outcome, "email", text % {"row": first})

    def _one_row_a_name(self, outcome):
        """Who has no address is told from others by name and institution."""
        names = ["family_name", "given_name", *INSTITUTION]
        key = tuple(fold_name(outcome.row.cells.get(name, "")) for name in names)
        first = self.rows_by_email.setdefault(key, outcome.row.number)
        if first != outcome.row.number:
            text = _("The same name and institution appear in row %(row)d. Keep one of the rows.")
            self._refuse(outcome, "family_name", text % {"row": first})

    def _set(self, outcome, name, text):
        """Put a cell into the person, and note the change as people read it."""
        column, person = self.fields[name], outcome.person
        try:
            value = column.widget.clean(text)
        except ValueError as error:
            self._refuse(outcome, name, str(error))
            return
        before, old = getattr(person, name), column.export(person)
        if name == "country" and value in self.hidden and value != before.code:
            sentence = _("“%(value)s” is not offered here: the secretariat has hidden it.")
            self._refuse(outcome, name, sentence % {"value": text})
            return
        setattr(person, name, value)
        new = column.export(person)
        if new == clean(old, COLUMNS[name])[0]:
            setattr(person, name, before)  # it differed in blanks and line ends only
        else:
            outcome.changes.append((heading(name), old if person.pk else "", new))

    def _institution(self, outcome):
        cells, person = outcome.row.cells, outcome.person
        names = [cells[name] for name in ("institution_en", "institution_vi") if name in cells]
        if not names:
            return
        is_of_all = any(map(is_international, names))
        old, country = person.organisation, "" if is_of_all else person.country.code or ""
        new = self.institutions.find(names, country, old)
        if new is None:
            new = self.institutions.add(
                cells.get("institution_en"), cells.get("institution_vi"), country
            )
            new.kind = Organisation.Kind.INTERNATIONAL if is_of_all else ""
            outcome.new_institution = names[0]
            self._check(outcome, new, {"name_en": "institution_en", "name_vi": "institution_vi"})
        if new is not old:
            person.organisation = new
            change = (capfirst(_("institution")), institution_text(old), institution_text(new))
            outcome.changes.append(change)

    def _proposals(self, outcome):
        """What a new person's own row does not say."""
        given = {*outcome.row.cells, *outcome.row.problems}
        if "language" not in given and (language := proposals.language(outcome.person)):
            self._set(outcome, "language", language)
        if not given & DISPLAYED and (name := proposals.displayed(outcome.person, outcome.row)):
            for column in sorted(DISPLAYED):
                self._set(outcome, column, name)
        if "addressed_as" not in given and (name := proposals.addressed_as(outcome.person)):
            self._set(outcome, "addressed_as", name)

    def _kind(self, outcome):
        """What kind of institution it is, where that is not known yet."""
        text, organisation = outcome.row.cells.get("institution_kind"), outcome.person.organisation
        if not text or organisation is None:
            return
        try:
            kind = self.fields["institution_kind"].widget.clean(text)
        except ValueError as error:
            self._refuse(outcome, "institution_kind", str(error))
            return
        if not organisation.kind:
            organisation.kind = kind
            change = (heading("institution_kind"), "", organisation.get_kind_display())
            outcome.changes.append(change)
            outcome.fills_kind = True

    def _rules(self, outcome, is_new):
        """The model's own rules; the person's other fields are not the row's fault."""
        columns = {name: name for name in outcome.row.cells if name in self.fields}
        self._check(outcome, outcome.person, columns | {"email": "email"})
        for name, text in row_rules.broken(outcome.person, outcome.row, is_new=is_new):
            self._refuse(outcome, name, text)

    def _check(self, outcome, instance, columns):
        """The fields' own validators: lengths, addresses. Without a query."""
        checked = set(columns) - CHECKED_BY_WIDGET
        others = {field.name for field in instance._meta.fields} - checked
        if instance._meta.model is Person and not instance.email:
            others.add("email")
        try:
            instance.clean_fields(exclude=others)
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                for text in sentences:
                    self._refuse(outcome, columns[name], text)
