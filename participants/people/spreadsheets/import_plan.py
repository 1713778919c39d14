"""What an uploaded list of people would change, and the change itself.

django-import-export's own run writes each row and rolls back to find out; a preview that writes
nothing at all locks nothing, asks the database a fixed number of questions, and can tell what
stands in the way of every cell. So its resource reads and shows the cells, and this decides.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogue.calendars import events
from dialogue.models import Dialogue
from participants.models import Category, Invitation, Person
from participants.people.spreadsheets.exports import PersonResource
from participants.people.spreadsheets.lookups import Institutions, LookAlikes
from participants.people.spreadsheets.rows import COLUMNS, Sheet, clean, fold, heading

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
MOST_DOUBTS = 500  # more ticks than that nobody weighs, and no form sends (1,000 fields in Django)
# Their widgets refuse what is wrong already.
CHECKED_BY_WIDGET = {"country", "precedence", "language", "gender"}


@dataclass
class Outcome:
    """What becomes of one row. `changes` are (heading, old, new) as people read them."""

    row: object
    person: Person
    kind: str = SAME
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    refusals: list[tuple[int, str, str]] = field(default_factory=list)  # position, column, why
    problems: list[tuple[str, str]] = field(default_factory=list)  # where in the file, why
    looks_like: str = ""
    is_agreed: bool = False
    new_institution: str = ""
    category: Category | None = None

    @property
    def is_doubtful(self):
        """Only the organiser's word is missing."""
        return bool(self.looks_like) and not self.problems

    def decide(self, is_new):
        if self.problems or (self.looks_like and not self.is_agreed):
            self.kind = REFUSED
        elif is_new:
            self.kind = NEW
        elif self.changes:
            self.kind = CHANGED


@dataclass
class Plan:
    """All outcomes of an upload."""

    sheet: Sheet
    dialogue: Dialogue | None
    outcomes: list[Outcome]
    problem: str = ""  # with the list as a whole

    @cached_property
    def counts(self):
        kinds = [outcome.kind for outcome in self.outcomes]
        return {kind: kinds.count(kind) for kind in [NEW, CHANGED, SAME, REFUSED]}

    @property
    def drafts(self):
        return [outcome for outcome in self.outcomes if outcome.category]

    @property
    def doubtful(self):
        return [outcome for outcome in self.outcomes if outcome.is_doubtful]

    @property
    def is_mendable_here(self):
        """Whether nothing has to be mended in the file; doubts are settled on the page."""
        return not self.problem and not any(outcome.problems for outcome in self.outcomes)

    @property
    def is_ready(self):
        return self.is_mendable_here and not self.counts[REFUSED]

    @property
    def changes_anything(self):
        return bool(self.counts[NEW] or self.counts[CHANGED] or self.drafts)

    @property
    def fingerprint(self):
        """The same for the same outcome, whatever was agreed to meanwhile."""
        facts = [
            (o.row.number, o.person.pk, o.changes, len(o.problems), o.looks_like, o.new_institution,
             o.category and o.category.pk)
            for o in self.outcomes
        ]  # fmt: skip
        return hashlib.sha256(repr((facts, self.problem)).encode()).hexdigest()


def plan(sheet: Sheet, dialogue: Dialogue | None, agreed=frozenset(), *, lock=False) -> Plan:
    """What importing the sheet would do now. Reads only; the number of queries is fixed.

    `agreed` holds the numbers of the rows to be imported though they look like somebody. With
    `lock`, inside a transaction, the people in the list cannot be changed until it ends.
    """
    made = Plan(sheet, dialogue, [])
    if "category" in sheet.places and dialogue is None:
        text = _(
            "The file has a column “%(heading)s”. Choose the dialogue, then upload the file again."
        )
        made.problem = text % {"heading": sheet.headings["category"]}
    planner = _Planner(sheet, dialogue, lock)
    made.outcomes = [planner.outcome(row, row.number in agreed) for row in sheet.rows]
    if len(made.doubtful) > MOST_DOUBTS:
        text = _("More than %(limit)d rows look like people who are already known. Split the list.")
        made.problem = made.problem or text % {"limit": MOST_DOUBTS}
    return made


class _Planner:
    """What the database holds, and what earlier rows of the list say."""

    def __init__(self, sheet, dialogue, lock):
        self.sheet, self.dialogue = sheet, dialogue
        self.fields = PersonResource().fields
        self.people = self._people(lock)
        self.institutions, self.look_alikes = Institutions(), LookAlikes()
        self.rows_by_email, self.categories, self.invited = {}, {}, set()
        if dialogue:
            for category in dialogue.categories.all():
                for text in [category.name_en, category.name_vi, category.slug]:
                    self.categories[fold(text or "")] = category
            active = Invitation.objects.filter(dialogue=dialogue).active()
            self.invited = set(active.values_list("person_id", flat=True))

    def _people(self, lock):
        wanted = {row.cells["email"].lower() for row in self.sheet.rows if "email" in row.cells}
        people = Person.objects.annotate(key=Lower("email")).filter(key__in=wanted)
        people = people.select_related("organisation").order_by("-pk")
        if lock:
            people = people.select_for_update(of=["self"], no_key=True)
        return {person.email.casefold(): person for person in people}

    def outcome(self, row, is_agreed):
        email = row.cells.get("email", "")
        known = self.people.get(email.casefold())
        outcome = Outcome(row, known or Person(email=email), is_agreed=is_agreed)
        for name, sentences in row.problems.items():
            for text in sentences:
                self._refuse(outcome, name, text)
        self._one_row_an_address(outcome, email)
        for name, text in row.cells.items():
            if name in self.fields and name not in {"email", "institution_en", "institution_vi"}:
                self._set(outcome, name, text)
        self._institution(outcome)
        self._rules(outcome, is_new=known is None)
        self._category(outcome)
        if known is None:
            outcome.looks_like = self.look_alikes.find(outcome.person)
            label = _("row %(number)d of this file: %(name)s")
            values = {"number": row.number, "name": outcome.person.name}
            self.look_alikes.add(outcome.person, label % values)
        outcome.problems = [
            (self.sheet.where(row, name), text) for _place, name, text in sorted(outcome.refusals)
        ]
        outcome.decide(is_new=known is None)
        return outcome

    def _refuse(self, outcome, name, text):
        outcome.refusals.append((self.sheet.places.get(name, len(COLUMNS)), name, text))

    def _one_row_an_address(self, outcome, email):
        if not email:
            if "email" not in outcome.row.problems:
                self._refuse(
                    outcome,
                    "email",
                    _("The email address is missing; it is needed to identify the person."),
                )
            return
        first = self.rows_by_email.setdefault(email.casefold(), outcome.row.number)
        if first != outcome.row.number:
            text = _("The same address appears in row %(row)d. Keep one of the two rows.")
            self._refuse(outcome, "email", text % {"row": first})

    def _set(self, outcome, name, text):
        """Put a cell into the person, and note the change as people read it."""
        column, person = self.fields[name], outcome.person
        try:
            value = column.widget.clean(text)
        except ValueError as error:
            self._refuse(outcome, name, str(error))
            return
        before, old = getattr(person, name), column.export(person)
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
        old, country = person.organisation, person.country.code or ""
        found = self.institutions.find(names, country, old)
        if found is None:
            found = self.institutions.make(
                cells.get("institution_en"), cells.get("institution_vi"), country
            )
            outcome.new_institution = names[0]
            self._check(outcome, found, {"name_en": "institution_en", "name_vi": "institution_vi"})
        if found is not old:
            person.organisation = found
            shown = [f"{one} ({one.country.name})" if one and one.country else str(one or "")
                     for one in [old, found]]  # fmt: skip
            outcome.changes.append((capfirst(_("institution")), *shown))

    def _rules(self, outcome, is_new):
        """The model's own rules for what the row gives; what it leaves alone is not its fault."""
        person, cells = outcome.person, outcome.row.cells
        given = {name: name for name in cells if name in self.fields} | {"email": "email"}
        self._check(outcome, person, given)
        if is_new and "family_name" not in cells | outcome.row.problems:
            self._refuse(outcome, "family_name", _("A new person needs a family name."))
        if person.precedence != Person.USUAL_PRECEDENCE and not person.precedence_reason:
            text = _("Give a reason for a precedence other than the usual one (100).")
            self._refuse(outcome, "precedence_reason", text)
        if person.gender_words and person.gender != Person.Gender.OTHER:
            text = _("The person’s own words can only be given with the choice “self-described”.")
            self._refuse(outcome, "gender_words", text)

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

    def _category(self, outcome):
        text = outcome.row.cells.get("category")
        if not text or self.dialogue is None:
            return
        category = self.categories.get(fold(text))
        if category is None:
            offered = ", ".join(dict.fromkeys(str(one) for one in self.categories.values()))
            problem = _("The dialogue has no category “%(value)s”. Enter one of: %(choices)s.")
            self._refuse(outcome, "category", problem % {"value": text, "choices": offered})
        elif outcome.person.pk is None or outcome.person.pk not in self.invited:
            outcome.category = category


@transaction.atomic
def carry_out(plan: Plan, source: str):
    """Write a plan that is ready, all of it or nothing. Call it in the transaction in which the
    plan was made. Whoever is signed in stands in the people's history, with `source`, the file's
    name, as the reason. Raises IntegrityError if a person was made meanwhile."""
    drafts = []
    for outcome in plan.outcomes:
        person = outcome.person
        if outcome.kind in {NEW, CHANGED}:
            if person.organisation and person.organisation.pk is None:
                person.organisation.save()
            person.organisation = person.organisation  # take over the key of one just saved
            person._change_reason = source
            person.save()
        if outcome.category:
            drafts.append(
                Invitation(dialogue=plan.dialogue, person=person, category=outcome.category)
            )
    Invitation.objects.bulk_create(drafts)
    if plan.counts[NEW] or plan.counts[CHANGED]:
        events.touch(Dialogue.objects.all())  # they may speak at any
