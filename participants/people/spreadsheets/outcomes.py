"""What becomes of the rows of an uploaded list of people: data for the page and for the import."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format

from dialogue.models import Dialogue
from participants.models import Category, Person
from participants.people.spreadsheets import kinds
from participants.people.spreadsheets.sheets import Row, Sheet

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
FORMS = {"form_of_address_en", "form_of_address_vi"}


@dataclass
class Mend:
    """A cell that can be written anew on the page: `value` is what it says now, `options` are
    (value, label) where there is a choice, `proposed` the one of them that is chosen already."""

    column: str
    label: str
    value: str
    options: list[tuple[str, str]] = field(default_factory=list)
    proposed: str = ""


@dataclass
class Outcome:
    """What becomes of one row.

    `kind` is NEW, CHANGED, SAME or REFUSED; `changes` are (heading, old, new) as people read them;
    `matched_by` says by what a known person was recognised, if not by the address; `looks_like` is
    the label of a known person with a similar name, `shares` that of the other person who has the
    address of the row, which then is an office's, `erased_at` is when the data of whoever had the
    address were erased, and `is_agreed` whether the organiser imports the row all the same;
    `new_institution` is the name of an institution that is added with the person, `fills_kind`
    whether the kind of one is now known; in `category` the person gets a draft; `lacks_category`
    says that they get none for want of one, `is_proposed` that only the institution proposes it.
    `mends` are the cells that are refused, `offers` those that may be chosen otherwise; `otherwise`
    is the name divided in another way, where the address speaks for it.
    """

    row: Row
    person: Person
    kind: str = SAME
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    refusals: list[tuple[int, str, str]] = field(default_factory=list)  # position, column, why
    problems: list[tuple[str, str]] = field(default_factory=list)  # where in the file, why
    mends: list[Mend] = field(default_factory=list)
    offers: list[Mend] = field(default_factory=list)
    matched_by: str = ""
    looks_like: str = ""
    shares: str = ""
    erased_at: datetime | None = None
    is_agreed: bool = False
    new_institution: str = ""
    fills_kind: bool = False
    category: Category | None = None
    lacks_category: bool = False
    is_proposed: bool = False
    otherwise: str = ""

    @property
    def country(self) -> str:
        """The code of the country under which the person is listed."""
        return self.person.custom_country

    @property
    def institution(self) -> str:
        """The name of their institution."""
        return str(self.person.organisation or "")

    @property
    def kind_of_institution(self) -> str:
        """A value of Organisation.Kind, as recorded or told by the name; "" for neither."""
        return kinds.kind_of(self.person.organisation)

    @property
    def erased_on(self) -> str:
        """The day on which their data were erased, as people read it; "" if they never were."""
        return date_format(timezone.localtime(self.erased_at)) if self.erased_at else ""

    @property
    def is_doubtful(self) -> bool:
        """Whether only the organiser's agreement is missing."""
        return bool(self.looks_like or self.shares or self.erased_at) and not self.problems

    def decide(self, is_new: bool) -> None:
        """Set `kind` from all that is known of the row; `is_new`: the address is not known yet."""
        if self.problems or (self.is_doubtful and not self.is_agreed):
            self.kind = REFUSED
        elif is_new:
            self.kind = NEW
        elif self.changes:
            self.kind = CHANGED


@dataclass
class Plan:
    """What becomes of all rows of a list."""

    sheet: Sheet
    dialogue: Dialogue | None
    outcomes: list[Outcome]
    problem: str = ""  # with the list as a whole

    @cached_property
    def counts(self) -> dict[str, int]:
        """{kind: number of rows}."""
        kinds = [outcome.kind for outcome in self.outcomes]
        return {kind: kinds.count(kind) for kind in [NEW, CHANGED, SAME, REFUSED]}

    @property
    def drafts(self) -> list[Outcome]:
        """The rows whose people get a draft invitation: none of those that are refused."""
        return [one for one in self.outcomes if one.category and one.kind != REFUSED]

    @property
    def without_category(self) -> int:
        """How many people would get a draft if anybody said their category."""
        return sum(one.lacks_category and one.kind != REFUSED for one in self.outcomes)

    @property
    def without_form(self) -> int:
        """How many new people would be written to without a form of address."""
        return sum(
            any(offer.column in FORMS and not offer.value for offer in one.offers)
            for one in self.outcomes
        )

    @property
    def proposed(self) -> int:
        """How many get their category from the kind of their institution alone."""
        return sum(one.is_proposed and one.kind != REFUSED for one in self.outcomes)

    @property
    def letters(self) -> list[tuple[str, int]]:
        """(language, how many people are written to in it), of the rows that are not refused."""
        written = Counter(
            one.person.get_language_display() for one in self.outcomes if one.kind != REFUSED
        )
        return written.most_common()

    @property
    def new_institutions(self) -> list[str]:
        """The names of the institutions that are added."""
        names = [one.new_institution for one in self.outcomes if one.kind != REFUSED]
        return list(filter(None, names))

    @property
    def refused(self) -> list[Outcome]:
        """The rows that would not be imported, those with a fault before those with a doubt."""
        rows = [outcome for outcome in self.outcomes if outcome.kind == REFUSED]
        return sorted(rows, key=lambda outcome: not outcome.problems)

    @property
    def in_order(self) -> list[Outcome]:
        """The rows as they are looked at: faults, doubts, names that were divided, the others."""

        def place(outcome: Outcome) -> int:
            if outcome.problems:
                return 0
            if outcome.is_doubtful or not outcome.row.whole:
                return 1 if outcome.is_doubtful else 4
            return 2 if outcome.otherwise else 3

        return sorted(self.outcomes, key=place)

    @property
    def doubtful(self) -> list[Outcome]:
        """The rows that an organiser has to agree to."""
        return [outcome for outcome in self.outcomes if outcome.is_doubtful]

    @property
    def is_mendable_here(self) -> bool:
        """Whether the file needs no correction; doubts are settled on the page."""
        return not self.problem and not any(outcome.problems for outcome in self.outcomes)

    @property
    def is_ready(self) -> bool:
        """Whether it can be carried out."""
        return self.is_mendable_here and not self.counts[REFUSED]

    @property
    def has_good_rows(self) -> bool:
        """Whether some rows can be imported although others cannot."""
        return not self.problem and self.changes_anything

    @property
    def changes_anything(self) -> bool:
        """Whether carrying it out would write anything."""
        return bool(self.counts[NEW] or self.counts[CHANGED] or self.drafts)

    @property
    def fingerprint(self) -> str:
        """The same text for the same outcomes, whichever rows are agreed to."""
        facts = [
            (
                outcome.row.number,
                outcome.person.pk,
                outcome.changes,
                len(outcome.problems),
                outcome.looks_like,
                outcome.shares,
                outcome.erased_at,
                outcome.new_institution,
                outcome.category and outcome.category.pk,
            )
            for outcome in self.outcomes
        ]
        return hashlib.sha256(repr((facts, self.problem)).encode()).hexdigest()
