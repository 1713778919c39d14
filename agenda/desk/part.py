"""What the agenda contributes to a dialogue's front page: what keeps the programme from being
released, roles, cited texts, and the pages about all of these."""

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from agenda.models import Passage, Role
from agenda.releases import standing
from dialogue.desk.parts import Group, Part, Shortcut, ToDo
from dialogue.models import Dialogue

SEE_ROLES, CHANGE_ROLES = "agenda.view_role", "agenda.change_role"
SEE_SESSIONS, CHANGE_SESSIONS = "agenda.view_session", "agenda.change_session"
SEE_TOPICS, SEE_DOCUMENTS = "agenda.view_topic", "agenda.view_sourcedocument"


def part_of(request: HttpRequest, dialogue: Dialogue) -> Part:
    """Three queries where nothing has changed since the draft was looked at last."""
    return Part(
        to_do=[
            *_programme(dialogue, standing.of([dialogue])[dialogue]),
            *_texts(dialogue),
        ],
        heading=_("Programme and papers"),
        pages=_pages(dialogue),
    )


def _programme(dialogue, stands):
    facts, lag = stands.facts, stands.lag
    if not dialogue.is_ahead:
        return []
    changes = lag.differing.number if lag.has_news else 0
    return [
        *_conflicts(dialogue, facts),
        *_roles(dialogue, facts.roles),
        ToDo(
            facts.topics_without_session,
            ngettext(
                "topic is in no session", "topics are in no session", facts.topics_without_session
            ),
            reverse("admin:coverage", args=[dialogue.pk]),
            _("Look"),
            see=SEE_TOPICS,
        ),
        ToDo(
            changes,
            ngettext(
                "change in the programme is not released",
                "changes in the programme are not released",
                changes,
            ),
            reverse("admin:release_draft", args=[dialogue.pk]),
            _("Review and release"),
            note=str(lag),
            see=SEE_SESSIONS,
            act_right=CHANGE_SESSIONS,
        ),
    ]


def _conflicts(dialogue, facts):
    """Those that prevent a release, and those that do not, as the page of the release says it."""
    minor = facts.conflicts - facts.serious
    words = [
        (
            facts.serious,
            ngettext(
                "conflict holds up the release", "conflicts hold up the release", facts.serious
            ),
        ),
        (
            minor,
            ngettext(
                "point in the programme does not fit together",
                "points in the programme do not fit together",
                minor,
            ),
        ),
    ]
    return [
        ToDo(
            number,
            said,
            reverse("admin:conflicts", args=[dialogue.pk]),
            _("Resolve"),
            Group.MEND,
            see=SEE_SESSIONS,
            act_right=CHANGE_SESSIONS,
        )
        for number, said in words
    ]


def _roles(dialogue, numbers):
    refused, planned, asked = (
        numbers.get(state, 0)
        for state in [Role.State.REFUSED, Role.State.PLANNED, Role.State.ASKED]
    )
    address = reverse("admin:agenda_role_changelist")
    address = f"{address}?session__dialogue__id__exact={dialogue.pk}&state__exact="
    waits = ngettext("%(n)s waits for an answer", "%(n)s wait for an answer", asked)
    return [
        ToDo(
            refused,
            ngettext(
                "role was declined or given back", "roles were declined or given back", refused
            ),
            f"{address}{Role.State.REFUSED}",
            _("Ask somebody else"),
            Group.MEND,
            see=SEE_ROLES,
            act_right=CHANGE_ROLES,
        ),
        ToDo(
            planned,
            ngettext("role is not asked for yet", "roles are not asked for yet", planned),
            f"{address}{Role.State.PLANNED}",
            _("Ask"),
            note=waits % {"n": asked} if asked else "",
            see=SEE_ROLES,
            act_right=CHANGE_ROLES,
        ),
    ]


def _texts(dialogue):
    """Passages that are lost, and cited documents whose text is not here. One query, and none
    after the dialogue."""
    if not dialogue.is_ahead:
        return []
    has_text = ~Q(document__sha256="")
    found = Passage.objects.filter(topics__dialogue=dialogue).aggregate(
        lost=Count("pk", distinct=True, filter=has_text & Q(paragraph=None)),
        missing=Count("document", distinct=True, filter=~has_text),
    )
    documents = reverse("admin:agenda_sourcedocument_changelist")
    return [
        ToDo(
            found["lost"],
            ngettext(
                "cited passage is no longer found in its text",
                "cited passages are no longer found in their texts",
                found["lost"],
            ),
            reverse("admin:coverage", args=[dialogue.pk]),
            _("Mark it again"),
            Group.MEND,
            see=SEE_TOPICS,
            act_right="agenda.change_topic",
        ),
        ToDo(
            found["missing"],
            ngettext(
                "cited document has no text here yet",
                "cited documents have no text here yet",
                found["missing"],
            ),
            f"{documents}?text=cited",
            _("Upload the text"),
            note=_(
                "Topics cite them by their records. With the text, the citations are checked and "
                "can be read in their place."
            ),
            see=SEE_DOCUMENTS,
            act_right="agenda.change_sourcedocument",
        ),
    ]


def _pages(dialogue):
    def page(name, *arguments):
        return reverse(f"admin:{name}", args=[dialogue.pk, *arguments])

    today = dialogue.local(timezone.now()).date()
    day = today if dialogue.starts_on <= today <= dialogue.ends_on else dialogue.starts_on
    return [
        Shortcut(_("Day by day"), page("programme_day", day.isoformat()), SEE_SESSIONS),
        Shortcut(_("Conflicts"), page("conflicts"), SEE_SESSIONS),
        Shortcut(pgettext("programme", "Release"), page("release_draft"), SEE_SESSIONS),
        Shortcut(
            _("Roles"),
            f"{reverse('admin:agenda_role_changelist')}?session__dialogue__id__exact={dialogue.pk}",
            SEE_ROLES,
        ),
        Shortcut(_("Calendars in use"), page("calendars"), SEE_SESSIONS),
        Shortcut(_("Coverage"), page("coverage"), SEE_TOPICS),
        Shortcut(_("Glossary"), page("glossary"), SEE_TOPICS),
        Shortcut(_("Search"), reverse("admin:agenda_search"), SEE_DOCUMENTS),
        Shortcut(
            _("Source documents"), reverse("admin:agenda_sourcedocument_changelist"), SEE_DOCUMENTS
        ),
        Shortcut(_("Concept note"), page("concept_note"), SEE_TOPICS),
        Shortcut(_("Information note"), page("information_note"), SEE_TOPICS),
    ]
