"""Importing an uploaded list of people, all of it or nothing: what the page of a short list does,
and the worker for a long one."""

import hashlib

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dialogue.access.open_rows import hidden_from, open_to
from dialogue.models import Dialogue
from dialogue.refusals import Refused
from participants.models import Category, Invitation, Organisation, PeopleUpload, Person
from participants.people.spreadsheets import carrying_out, import_plan, sheets
from participants.people.spreadsheets.choices import Choices
from participants.people.spreadsheets.outcomes import Plan

CHANGED = _("Something has changed in the meantime. Nothing was imported; please check again.")
NOT_READY = _(
    "Nothing was imported: some rows cannot be imported, or are doubtful and have not been ticked."
)


class ChangedError(Refused):
    """What would be done is no longer what the organiser saw."""


def plan_of(
    stored: PeopleUpload, user: User, agreed: frozenset[int] = frozenset(), *, lock: bool = False
) -> Plan:
    """What importing the upload would do now, as far as this organiser may know of people."""
    sheet = sheet_of(stored)
    shown = open_to(user, Person.objects.all()) if hidden_from(user) else None
    return import_plan.plan(sheet, stored.dialogue, agreed, shown=shown, lock=lock)


def sheet_of(stored: PeopleUpload) -> sheets.Sheet:
    """The people in the upload, read as the organiser decided."""
    return sheets.read(bytes(stored.content), Choices.of(stored.choices))


def names_of_categories(dialogue: Dialogue | None) -> frozenset[str]:
    """The folded names by which lists may call the categories of the dialogue."""
    categories = dialogue.categories.all() if dialogue else []
    fields = ["name_en", "name_vi", "slug"]
    names = [getattr(one, field) for one in categories for field in fields]
    return frozenset(sheets.fold_name(name) for name in names if name)


def import_people(
    stored: PeopleUpload,
    user: User,
    agreed: frozenset[int],
    seen: str,
    *,
    good_only: bool = False,
) -> Plan:
    """Import the upload and delete it; return what was done. With `good_only` what is refused stays
    in the upload, with all that was decided about it.

    It is planned before the dialogues are locked, for that takes a minute for ten thousand rows,
    and planned again under the lock only if people, institutions or invitations have changed
    meanwhile. `seen` is the fingerprint of the plan that was shown. Raises ChangedError, or Refused
    where the plan is not ready; nothing is written then.
    """
    before = _state_of_data(stored)
    plan = plan_of(stored, user, agreed)
    try:
        with transaction.atomic():
            PeopleUpload.objects.select_for_update(no_key=True).get(pk=stored.pk)
            # The dialogues before the people, as everywhere; `carry_out` touches all of them.
            list(Dialogue.objects.select_for_update(no_key=True).order_by("pk"))
            emails = [outcome.person.pk for outcome in plan.outcomes if outcome.person.pk]
            people = Person.objects.filter(pk__in=emails).order_by("-pk")
            list(people.select_for_update(no_key=True).values_list("pk"))
            if _state_of_data(stored) != before:
                plan = plan_of(stored, user, agreed, lock=True)
            if plan.fingerprint != seen:
                raise ChangedError(CHANGED)
            if not (plan.has_good_rows if good_only else plan.is_ready):
                raise Refused(NOT_READY)
            carrying_out.carry_out(plan, stored.filename, user)
            _keep_the_rest(stored, plan)
    except (IntegrityError, PeopleUpload.DoesNotExist) as error:  # another organiser was faster
        raise ChangedError(CHANGED) from error
    return plan


def _keep_the_rest(stored, plan):
    if not plan.refused:
        stored.delete()
        return
    choices = Choices.of(stored.choices)
    choices.only = [outcome.row.number for outcome in plan.refused]
    stored.choices, stored.is_rest = choices.to_store(), True
    stored.save(update_fields=["is_rest", "choices"])


def _state_of_data(stored):
    """The same text as long as everything that a plan is made of is the same."""
    active = Invitation.objects.filter(dialogue=stored.dialogue_id).active()
    rows = [
        Person.objects.order_by("pk").values_list(),
        Organisation.objects.order_by("pk").values_list(),
        Category.objects.order_by("pk").values_list(),
        active.order_by("pk").values_list("person_id"),
    ]
    digest = hashlib.sha256()
    for query in rows:
        for row in query.iterator():
            digest.update(repr(row).encode())
    return digest.hexdigest()
