"""Whose names are still needed, and by what somebody is found in the tables of every floor."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dialogue.calendars import events
from dialogue.models import Dialogue
from dialogue.personal_data import terms
from dialogue.personal_data.subjects import Subject
from dialogue.personal_data.terms import over
from participants.models import DataRequest, Delegation, Invitation, Nomination, Person
from participants.names import customs
from participants.names.forms_of_address import form_in
from participants.names.given import FullName

# What a floor above knows: whom these dialogues need besides those invited, as keys of people.
NeededBy = Callable[[Collection[int]], QuerySet[Any]]
_needed_by: list[NeededBy] = []


def register(needed_by: NeededBy) -> None:
    """Let people be kept while a dialogue needs them for what only a floor above knows."""
    _needed_by.append(needed_by)


def people_due(now: datetime) -> QuerySet[Person]:
    """The people who belong to no dialogue whose record is still kept, and who wait for nothing
    that they asked about their data. Somebody who was never invited anywhere is kept as long,
    counted from the last change, while there are dialogues."""
    ended = over(now, terms.PERSON)
    current = list(Dialogue.objects.exclude(pk__in=ended).values_list("pk", flat=True))
    needed = Q(pk__in=Invitation.objects.filter(dialogue__in=current).values("person"))
    needed |= Q(pk__in=Delegation.objects.filter(dialogue__in=current).values("focal_point"))
    nominations = Nomination.objects.filter(invitation__dialogue__in=current)
    needed |= Q(pk__in=nominations.order_by().values("person"))
    asking = DataRequest.objects.unsettled().filter(person__isnull=False)
    needed |= Q(pk__in=asking.order_by().values("person"))
    for needed_by in _needed_by:
        needed |= Q(pk__in=needed_by(current).order_by())
    history = Person.history.model.objects.filter(id=OuterRef("pk"))  # type: ignore[attr-defined]
    recent = history.filter(history_date__gte=terms.PERSON.before(now))
    was_invited = Q(pk__in=Invitation.objects.filter(dialogue__in=ended).values("person"))
    was_invited |= Q(pk__in=Delegation.objects.filter(dialogue__in=ended).values("focal_point"))
    is_old = Exists(history) & ~Exists(recent)
    return Person.objects.exclude(_not_null(needed)).filter(was_invited | is_old)


def _not_null(condition: Q) -> Q:
    """The condition as one that is true or false: seats without a person give NULL in a list."""
    return Q(pk__in=Person.objects.filter(condition).order_by().values("pk"))


def tell_calendars(keys: Collection[int]) -> None:
    """Calendar programs and caches hold the names of speakers until they see a newer version."""
    events.mark_calendars_changed(Dialogue.objects.filter(invitations__person__in=keys).distinct())


def subject_of(keys: Collection[int]) -> Subject:
    """These people, as every floor finds them. A name or an address that is another person's too
    (a namesake's, an assistant's) is not theirs alone, and left out."""
    people = list(Person.objects.filter(pk__in=keys))
    invitations = list(Invitation.objects.filter(person__in=keys).values_list("pk", flat=True))
    mails = Invitation.mails.through.objects.filter(invitation__in=invitations)
    nominations = Nomination.objects.filter(person__in=keys)
    history = Person.history.filter(id__in=keys)  # type: ignore[attr-defined]
    rows = [*people, *history, *nominations]
    others = Person.objects.exclude(pk__in=keys)
    namesakes = others.filter(family_name__in={row.family_name for row in rows})
    names = _all_names(rows) - _all_names(namesakes)
    addresses = {
        address.lower()
        for row in rows
        for address in [row.email, getattr(row, "cc_email", "")]
        if address
    }
    return Subject(
        frozenset(names | _assistants(people, keys)),
        frozenset(addresses - _used_by_others(addresses, keys)),
        {
            "participants.Person": frozenset(person.pk for person in people),
            "participants.Invitation": frozenset(invitations),
            "participants.Nomination": frozenset(nominations.values_list("pk", flat=True)),
            "mail.OutgoingMail": frozenset(mails.values_list("outgoingmail", flat=True)),
        },
    )


def nominee(nomination: Nomination) -> Subject:
    """Somebody who is only nominated so far."""
    return Subject(
        frozenset(_names(nomination)),
        frozenset({nomination.email.lower()} - {""}),
        {"participants.Nomination": frozenset([nomination.pk])},
    )


def _all_names(rows: Iterable[Any]) -> set[str]:
    return {name for row in rows for name in _names(row)}


def _names(row: Any) -> set[str]:
    """How somebody may be called in another row: never by one word, which may be anybody's."""
    both = [row.given_name, row.family_name]
    names = {" ".join(both), " ".join(reversed(both))}
    shown = [getattr(row, f"display_name_{code}", "") or "" for code in ["en", "vi"]]
    forms = [getattr(row, f"form_of_address_{code}", "") or "" for code in ["en", "vi"]]
    forms.append(getattr(row, "form_of_address", "") or "")
    forms += [form_in(code, forms[0] or forms[2], forms[1]) for code in ["en", "vi"]]
    # A nomination and an earlier version of a row have no country of the institution, say.
    name = FullName(row.family_name, row.given_name, str(row.country or ""))
    own = [getattr(row, field, "") for field in ["native_name", "sorted_under", "addressed_as"]]
    names |= {*shown, *own, customs.sorted_under(name)}
    called = [*names, row.family_name, customs.addressed(name)]
    addressed = {f"{form} {name}" for form in forms for name in called if form and name}
    return {name.strip() for name in names | addressed if " " in name.strip()}


def _assistants(people: Collection[Person], keys: Collection[int]) -> set[str]:
    """The names of their assistants, unless somebody else has the same assistant."""
    names = {person.assistant_name for person in people} - {""}
    others = Person.objects.exclude(pk__in=keys).filter(assistant_name__in=names)
    return names - set(others.values_list("assistant_name", flat=True))


def _used_by_others(addresses: Collection[str], keys: Collection[int]) -> set[str]:
    used: set[str] = set()
    for address in addresses:
        is_theirs = Q(email__iexact=address) | Q(cc_email__iexact=address)
        if Person.objects.exclude(pk__in=keys).filter(is_theirs).exists():
            used.add(address)
    return used
