"""Making a dialogue of what the assistant's pages hold, all at once."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dialogue.calendars import events
from dialogue.desk import copying
from dialogue.mail import outbox
from dialogue.mail.letter_kinds import TEST
from dialogue.models import Dialogue, Institution, short_names
from participants.models import Category, ReminderRule


@transaction.atomic
def make(
    what: dict[str, Any],
    seats: dict[str, Any],
    answers: dict[str, Any],
    sender: dict[str, Any],
    *,
    earlier: Dialogue | None = None,
    copied: list[str] = (),  # type: ignore[assignment]
) -> Dialogue:
    """A proposed dialogue that nobody outside sees, with categories, reminder rules, its host and
    what is copied from an earlier one (names of copying.all_kinds()). The arguments are what the
    four forms hold after they were checked; `seats` has `categories` besides."""
    taken = ["title_en", "title_vi", "starts_on", "ends_on", "time_zone", "venue_en", "venue_vi"]
    dialogue = Dialogue(
        **{name: what[name] for name in taken},
        capacity=seats["capacity"],
        reply_by_at=answers["reply_by_at"],
        **{name: value for name, value in sender.items() if name.startswith("contact_")},
    )
    short_names.give(dialogue)
    events.save_dialogue(dialogue)
    for position, row in enumerate(seats["categories"]):
        _category(dialogue, position, row)
    for rule in answers["rules"]:
        kind, _dash, days = rule.rpartition("-")
        ReminderRule.objects.create(dialogue=dialogue, kind=kind, days_before=int(days))
    if earlier:
        for name in copied:
            copying.named(name).copy(earlier, dialogue)
    _host(dialogue, what["host_en"], what["host_vi"])
    if sender.get("test_to"):
        send_test(dialogue, sender["test_to"])
    return dialogue


def _category(dialogue, position, row):
    names = {name: row.get(name) or "" for name in ["name_en", "name_vi"]}
    category = Category(
        dialogue=dialogue, position=position, target=row.get("target") or 0, **names
    )
    short_names.give(category)
    category.save()


def _host(dialogue, english, vietnamese):
    """The host that was named, in the place of one that was copied."""
    if not english:
        return
    dialogue.institutions.filter(part=Institution.Part.HOST).delete()
    Institution.objects.create(
        dialogue=dialogue, part=Institution.Part.HOST, name_en=english, name_vi=vietnamese
    )


def send_test(dialogue: Dialogue, address: str) -> None:
    """Put a short letter to this address into the queue, in both languages: it names the dialogue
    and its contact."""
    parts = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            parts.append(
                _(
                    "This is a test letter for “%(title)s”. If you read it, letters leave and "
                    "arrive. Guests see this contact: %(contact)s, %(email)s."
                )
                % {
                    "title": dialogue.title,
                    "contact": dialogue.contact_name,
                    "email": dialogue.contact_email,
                }
            )
    outbox.store(
        dialogue=dialogue,
        kind=TEST.name,
        language=settings.LANGUAGE_CODE.partition("-")[0],
        to_name=address,
        to_address=address,
        subject=_("Test letter: %(title)s") % {"title": dialogue.title},
        text="\n\n".join(parts) + "\n",
    )
