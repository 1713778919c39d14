"""What participants let a new dialogue take over from an earlier one."""

from django.utils.translation import gettext_lazy as _

from dialogue.desk.copying import Copied, again
from dialogue.models import Dialogue, short_names
from participants.delegates import consents
from participants.models import Category, Consent, Invitation, LetterWording
from participants.states import COMES, Status


def _wordings(earlier: Dialogue, new: Dialogue) -> None:
    """The secretariat's own texts, with letterhead and signatories."""
    for wording in LetterWording.objects.filter(dialogue=earlier):
        again(wording, new)
    if head := getattr(earlier, "letter_head", None):
        again(head, new)
    for signatory in earlier.signatories.all():
        again(signatory, new)


def _rules(earlier: Dialogue, new: Dialogue) -> None:
    """In the place of those that the assistant has ready."""
    new.reminder_rules.all().delete()
    for rule in earlier.reminder_rules.all():
        again(rule, new)


def _people(earlier: Dialogue, new: Dialogue) -> None:
    """Those who came and agreed to hear of later meetings, as drafts in the category of the same
    name or, without one, in the first."""
    came = earlier.invitations.filter(status__in=[*COMES, Status.ATTENDED], person__isnull=False)
    agreed = consents.who_agreed(Consent.Purpose.FOLLOW_UP, came)
    by_name = {category.name: category for category in new.categories.all()}
    first = next(iter(by_name.values()), None) or _category(new)
    rows = came.filter(pk__in=agreed).select_related("category")
    Invitation.objects.bulk_create(
        Invitation(
            dialogue=new,
            person_id=row.person_id,
            category=by_name.get(row.category.name, first),
        )
        for row in rows
    )


def _category(new):
    category = Category(dialogue=new, name_en="Guests", name_vi="Khách mời")
    short_names.give(category)
    category.save()
    return category


KINDS = [
    Copied("rules", _("reminder rules, in place of those on the third page"), _rules),
    Copied("wordings", _("letterhead, signatories and wording of official letters"), _wordings),
    Copied(
        "people",
        _("as drafts, the people who came and agreed to hear of later meetings"),
        _people,
        is_usual=False,
    ),
]
