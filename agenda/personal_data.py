"""What the agenda keeps about people: roles, notes, whose calendar was fetched, who released."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from agenda.models import (
    AcceptedConflict,
    BackgroundPaper,
    FeedReading,
    InformationNote,
    OrganisersCalendar,
    Release,
    Role,
    SeenRelease,
    SessionNote,
)
from dialogue.personal_data import terms
from dialogue.personal_data.forgetting import SOMEBODY
from dialogue.personal_data.holdings import (
    ANYBODY,
    DELEGATES,
    EVERY_ROLE,
    NOBODY,
    Holding,
    Mention,
    by_organiser,
    data,
    stays,
)
from dialogue.personal_data.subjects import Subject, with_words
from dialogue.personal_data.terms import over


def people_with_roles(dialogues: Collection[int]) -> QuerySet[Any]:
    """The keys of the people who do something in these dialogues' sessions, invited or not."""
    return Role.objects.filter(session__dialogue__in=dialogues).values("person")


def notes_of(subject: Subject) -> QuerySet[SessionNote]:
    """What they said on the record. A note of somebody else that names them keeps its speaker."""
    return SessionNote.objects.filter(speaker__in=subject.keys_of("participants.Person"))


ROLES_AND_NOTES = [
    Holding(
        "agenda.Role",
        [
            stays(
                _("to plan and to show who does what in a session"),
                "session person kind state asked_at answered_at channel position minutes "
                "answer_by_on",
                seen_by=[*EVERY_ROLE, DELEGATES, ANYBODY],
            ),
            data(_("to know who answered"), "answered_by", mention=Mention.NAME),
            data(
                _("to know who answered"),
                "recorded_by",
                left=Case(When(recorded_by="", then=Value("")), default=Value(SOMEBODY)),
                mention=Mention.NAME,
            ),
            data(
                _("what the person wanted the organisers to know"), "remark", mention=Mention.TEXT
            ),
        ],
        not_personal="id",
        kept=terms.RECORD,
        rows_of=lambda subject: Role.objects.filter(
            person__in=subject.keys_of("participants.Person")
        ),
        rows_due=lambda now: Role.objects.filter(session__dialogue__in=over(now, terms.RECORD)),
    ),
    Holding(
        "agenda.SessionNote",
        [
            stays(
                _("the record of what was said; it names somebody only where the rule allows it"),
                "text",
                mention=Mention.TEXT,
            ),
            data(_("to name the speaker of a session on the record"), "speaker on_record"),
            stays(_("the record of what was said"), "session language written_at"),
            by_organiser("written_by"),
        ],
        not_personal="id position",
        kept=terms.RECORD,
        rows_of=notes_of,
        rows_due=lambda now: SessionNote.objects.filter(
            session__dialogue__in=over(now, terms.RECORD)
        ),
    ),
    Holding("agenda.SessionNote_topics", not_personal="id sessionnote topic"),
    Holding(
        "agenda.AcceptedConflict",
        [
            data(
                _("to know why a conflict was accepted"),
                "reason",
                left=SOMEBODY,
                mention=Mention.TEXT,
            ),
            data(_("to know which organiser did it"), "accepted_by", mention=Mention.NAME),
        ],
        not_personal="id dialogue kind fingerprint accepted_at",
        kept=terms.RECORD,
        rows_of=lambda subject: AcceptedConflict.objects.filter(with_words(subject, "reason")),
        rows_due=lambda now: AcceptedConflict.objects.filter(dialogue__in=over(now, terms.RECORD)),
    ),
]

RELEASES_AND_CALENDARS = [
    Holding(
        "agenda.Release",
        [
            stays(_("what is new in a release"), "note", mention=Mention.TEXT, seen_by=[ANYBODY]),
            stays(
                _("the programme as it was released: people are in it by their numbers only"),
                "content",
                called=_("programme"),
            ),
            data(_("to know which organiser did it"), "released_by", mention=Mention.NAME),
        ],
        not_personal="id dialogue number changes released_at",
        kept=terms.RECORD,
        rows_due=lambda now: Release.objects.filter(dialogue__in=over(now, terms.RECORD)),
    ),
    Holding(
        "agenda.InformationText",
        [stays(_("what participants have to know"), "text", mention=Mention.TEXT)],
        not_personal="id dialogue heading",
        seen_by=[*EVERY_ROLE, DELEGATES],
        kept=terms.IN_USE,
    ),
    Holding(
        "agenda.InformationNote",
        [
            data(
                _("what participants have to know; it names the contact"),
                "content",
                called=_("information note"),
                mention=Mention.TEXT,
                seen_by=[*EVERY_ROLE, DELEGATES],
            ),
            by_organiser("published_by"),
        ],
        not_personal="id dialogue number published_at",
        kept=terms.RECORD,
        rows_due=lambda now: InformationNote.objects.filter(dialogue__in=over(now, terms.RECORD)),
        is_deleted=True,
    ),
    Holding(
        "agenda.BackgroundPaper",
        [
            data(
                _("what delegates read before a session; it may name people"),
                "title symbol filename",
                mention=Mention.TEXT,
            ),
            data(
                _("what delegates read before a session; it may name people"),
                "content",
                called=_("background paper"),
            ),
            by_organiser("uploaded_by"),
        ],
        not_personal="id session language original_language restricted_until_at position"
        " media_type size uploaded_at",
        seen_by=[*EVERY_ROLE, DELEGATES],
        kept=terms.RECORD,
        rows_due=lambda now: BackgroundPaper.objects.filter(
            session__dialogue__in=over(now, terms.RECORD)
        ),
        is_deleted=True,
    ),
    Holding(
        "agenda.SeenRelease",
        [data(_("to tell a delegate what has changed"), "release seen_at", called=_("release"))],
        not_personal="invitation",
        kept=terms.DETAILS,
        rows_of=lambda subject: SeenRelease.objects.filter(
            invitation__in=subject.keys_of("participants.Invitation")
        ),
        rows_due=lambda now: SeenRelease.objects.filter(
            invitation__dialogue__in=over(now, terms.DETAILS)
        ),
        is_deleted=True,
    ),
    Holding(
        "agenda.FeedReading",
        [
            data(
                _("to see whose calendar does not have the last release"),
                "invitation feed slug client fetched_at version_at",
                called=_("kind of calendar program, and when it last asked"),
            ),
            data(
                _("to open the personal pages and calendar"),
                "key",
                seen_by=[NOBODY],
                called=_("key of the personal link"),
            ),
        ],
        not_personal="id dialogue",
        kept=terms.DETAILS,
        rows_of=lambda subject: FeedReading.objects.filter(
            invitation__in=subject.keys_of("participants.Invitation")
        ),
        rows_due=lambda now: FeedReading.objects.filter(
            dialogue__in=over(now, terms.DETAILS), invitation__isnull=False
        ),
        is_deleted=True,
    ),
    Holding(
        "agenda.OrganisersCalendar",
        [
            data(
                _("an organiser’s own calendar of deadlines"),
                "key made_at",
                called=_("key of the calendar"),
                seen_by=[NOBODY],
            ),
            by_organiser("user"),
        ],
        not_personal="id dialogue",
        kept=terms.RECORD,
        rows_due=lambda now: OrganisersCalendar.objects.filter(
            dialogue__in=over(now, terms.RECORD)
        ),
        is_deleted=True,
    ),
]

CONTENT = [
    Holding(
        "agenda.DocumentUpload",
        [by_organiser("user")],
        not_personal="id document filename media_type content paragraphs uploaded_at",
        kept=terms.IN_USE,
    ),
    Holding(
        "agenda.ParagraphCorrection",
        [by_organiser("made_by")],
        not_personal="id document number before after made_at",
        kept=terms.IN_USE,
    ),
    Holding(
        "agenda.DocumentVersion",
        [by_organiser("replaced_by")],
        not_personal="id document filename media_type sha256 content paragraphs imported_at"
        " replaced_at",
        kept=terms.IN_USE,
    ),
    Holding(
        "agenda.Dismissal",
        [by_organiser("dismissed_by")],
        not_personal="id topic fingerprint text dismissed_at",
        kept=terms.IN_USE,
    ),
    Holding(
        "agenda.SourceDocument",
        not_personal="id key title publisher published_on language filename media_type sha256"
        " imported_at duplicate_of",
    ),
    Holding("agenda.Original", not_personal="id document content"),
    Holding("agenda.Paragraph", not_personal="id document number kind text folded"),
    Holding(
        "agenda.Passage",
        not_personal="id document start end paragraph_number paragraph start_at end_at gist",
    ),
    Holding("agenda.Term", not_personal="id dialogue slug preferred definition note"),
    Holding("agenda.Variant", not_personal="id term language text is_accepted"),
    Holding("agenda.LoadedRow", not_personal="id model key values"),
    Holding("agenda.Topic", not_personal="id dialogue number slug title summary"),
    Holding("agenda.Topic_passages", not_personal="id topic passage"),
    Holding("agenda.Room", not_personal="id dialogue slug name position"),
    Holding(
        "agenda.Session",
        not_personal="id dialogue slug kind title description questions starts_at ends_at room"
        " attribution on_record_key audience is_cancelled uid changed_at",
    ),
    Holding("agenda.Session_topics", not_personal="id session topic"),
]

HOLDINGS = [*ROLES_AND_NOTES, *RELEASES_AND_CALENDARS, *CONTENT]
