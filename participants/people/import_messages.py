"""What organisers are told after an import, with the way to what came of it."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participants.people.spreadsheets import outcomes
from participants.people.spreadsheets.outcomes import Plan
from participants.states import Status

GONE = gettext_lazy(
    "This upload has already been dealt with or has expired. Please upload the file again."
)


def imported(plan: Plan) -> SafeString:
    """How many rows were imported; a link to the drafts that were made."""
    numbers = {
        "new": plan.counts[outcomes.NEW],
        "changed": plan.counts[outcomes.CHANGED],
        "same": plan.counts[outcomes.SAME],
    }
    text = _("Imported: %(new)d new, %(changed)d changed, %(same)d unchanged.") % numbers
    if n := plan.without_category:
        without = ngettext(
            "%(n)d person has no category and so no draft invitation.",
            "%(n)d people have no category and so no draft invitations.",
            n,
        )
        text = f"{text} {without % {'n': n}}"
    if not plan.drafts or plan.dialogue is None:
        return format_html("{}", text)
    n = len(plan.drafts)
    made = ngettext("%(n)d draft invitation is ready.", "%(n)d draft invitations are ready.", n)
    return format_html(
        '{} {} <a href="{}">{}</a>',
        text,
        made % {"n": n},
        drafts_of(plan.dialogue.pk),
        _("Show the drafts"),
    )


def drafts_of(dialogue: int) -> str:
    """The address of the list of the drafts of a dialogue."""
    query = f"?dialogue__id__exact={dialogue}&status__exact={Status.DRAFT}"
    return reverse("admin:participants_invitation_changelist") + query
