"""Forms of address that organisers give to several people at once."""

from collections.abc import Mapping

from django.db import transaction

from dialogue.calendars import events
from dialogue.models import Dialogue
from participants.models import Person


@transaction.atomic
def keep(given: Mapping[int, str]) -> None:
    """Give each person {key: "Dr"} a form of address in the language of their letters."""
    # Whoever speaks is named on public pages. The dialogues are locked before the people.
    events.mark_calendars_changed(Dialogue.objects.all())
    people = Person.objects.filter(pk__in=given).order_by("pk").select_for_update(no_key=True)
    for person in people:
        name = f"form_of_address_{person.language}"
        setattr(person, name, given[person.pk])
        person.save(update_fields=[name])
