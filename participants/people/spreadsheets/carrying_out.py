"""Writing what a plan says, all of it or nothing."""

from django.contrib.auth.models import User
from django.db import transaction
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history

from dialogue.calendars import events
from dialogue.models import Dialogue
from participants.models import Invitation, Person
from participants.people.spreadsheets.outcomes import CHANGED, NEW, REFUSED, Plan

AT_ONCE = 500  # rows in one INSERT


@transaction.atomic
def carry_out(plan: Plan, source: str, user: User | None = None) -> None:
    """Write a plan that is ready, all of it or nothing, in the transaction in which it was made.

    The people's history names `user`, or the one who is signed in, with `source`, the name of the
    file, as the reason. Raises IntegrityError if one of the people was added since the plan was
    made.
    """
    new, drafts = [], []
    for outcome in plan.outcomes:
        person = outcome.person
        if outcome.kind in {NEW, CHANGED}:
            if person.organisation and person.organisation._state.adding:
                person.organisation.save()
            elif person.organisation and outcome.fills_kind:
                person.organisation.save(update_fields=["kind"])
            person.organisation = person.organisation  # so that its new key is used
            setattr(person, "_change_reason", source)  # noqa: B010  (an attribute of simple_history)
            setattr(person, "_history_user", user or _signed_in())  # noqa: B010
        if outcome.kind == NEW:
            new.append(person)
        elif outcome.kind == CHANGED:
            person.save()
        if outcome.category and outcome.kind != REFUSED:
            drafts.append((person, outcome.category))
    bulk_create_with_history(new, Person, batch_size=AT_ONCE)
    Invitation.objects.bulk_create(
        [
            Invitation(dialogue=plan.dialogue, person=person, category=category)
            for person, category in drafts
        ],
        batch_size=AT_ONCE,
    )
    if plan.counts[NEW] or plan.counts[CHANGED]:
        events.mark_calendars_changed(Dialogue.objects.all())  # they may speak at any


def _signed_in():
    """The organiser of the request that is being answered, as the history itself finds them."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if user and user.is_authenticated else None
