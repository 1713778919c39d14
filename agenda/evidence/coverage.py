"""Which passages support each topic, and which sessions discuss it: topics against documents and
sessions, and the gaps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.models import Passage, Session, SourceDocument, Topic
from dialogue.models import Dialogue

# In these sessions nothing is discussed, or the Forum or protocol decides what is said.
WITHOUT_TOPICS = [
    Session.Kind.BREAK,
    Session.Kind.MEAL,
    Session.Kind.PHOTO,
    Session.Kind.OPENING,
    Session.Kind.CLOSING,
    Session.Kind.FORUM,
]


@dataclass
class Line:
    """One topic: how many passages it has in each document, whether each session discusses it, and
    the sums."""

    topic: Topic
    cited: list[int]
    discussed: list[bool]

    @property
    def passages(self) -> int:
        """How many passages the topic has."""
        return sum(self.cited)

    @property
    def sessions(self) -> int:
        """How many sessions discuss the topic."""
        return sum(self.discussed)


@dataclass
class Coverage:
    """The matrix of a dialogue and the gaps in it. A cancelled session discusses nothing."""

    lines: list[Line]
    documents: list[SourceDocument]
    sessions: list[Session]
    sessions_without_topic: list[Session]
    passages_discussed_nowhere: list[Passage]
    documents_not_cited: list[SourceDocument]

    @property
    def topics_without_session(self) -> list[Topic]:
        """The topics that no session discusses."""
        return [line.topic for line in self.lines if not line.sessions]

    @property
    def topics_without_passage(self) -> list[Topic]:
        """The topics without any passage."""
        return [line.topic for line in self.lines if not line.passages]

    @property
    def passages_in_documents(self) -> list[int]:
        """How many passages the topics have in each document; one of two topics counts twice."""
        return [sum(numbers) for numbers in zip(*(line.cited for line in self.lines), strict=True)]

    @property
    def topics_in_sessions(self) -> list[int]:
        """How many topics each session discusses."""
        return [sum(marks) for marks in zip(*(line.discussed for line in self.lines), strict=True)]


def coverage(dialogue: Dialogue) -> Coverage:
    """The Coverage of a dialogue. Six queries, whatever its size."""
    topics = list(dialogue.topics.all())
    cited = _citations(dialogue)
    sessions, discussed = _discussions(dialogue)
    cited_documents = {document for _topic, document in cited}
    documents, not_cited = _split(SourceDocument.objects.filter(duplicate_of=None), cited_documents)
    sessions_with_topic = {session for _topic, session in discussed}
    return Coverage(
        lines=[
            Line(
                topic,
                [cited[topic.pk, document.pk] for document in documents],
                [(topic.pk, session.pk) in discussed for session in sessions],
            )
            for topic in topics
        ],
        documents=documents,
        sessions=sessions,
        sessions_without_topic=_split(sessions, sessions_with_topic)[1],
        passages_discussed_nowhere=_discussed_nowhere(
            dialogue, {topic for topic, _session in discussed}
        ),
        documents_not_cited=not_cited,
    )


def _citations(dialogue):
    """{(topic's key, document's key): number of passages}."""
    pairs = Topic.passages.through.objects.filter(topic__dialogue=dialogue)
    return Counter(pairs.values_list("topic", "passage__document"))


def _discussions(dialogue):
    """(the sessions that take place and should have a topic, or have one; {(topic's key, session's
    key)} for what each discusses)."""
    taking_place = list(dialogue.sessions.taking_place().select_related("room"))
    pairs = Session.topics.through.objects.filter(session__in=taking_place)
    discussed = set(pairs.values_list("topic", "session"))
    with_topic = {session for _topic, session in discussed}
    sessions = [
        session
        for session in taking_place
        if session.kind not in WITHOUT_TOPICS or session.pk in with_topic
    ]
    return sessions, discussed


def _split(rows, keys):
    """(the rows whose keys are among `keys`, the others)."""
    rows = list(rows)
    return [row for row in rows if row.pk in keys], [row for row in rows if row.pk not in keys]


def _discussed_nowhere(dialogue, discussed):
    """Marked passages whose topics no session discusses, including those without any topic."""
    passages = Passage.objects.select_related("document", "paragraph").prefetch_related("topics")
    nowhere = []
    for passage in passages:
        topics = passage.topics.all()
        own = [topic for topic in topics if topic.dialogue_id == dialogue.pk]
        if (own or not topics) and not any(topic.pk in discussed for topic in own):
            passage.own_topics = own
            nowhere.append(passage)
    return nowhere


def sheets(covered: Coverage, dialogue: Dialogue) -> list[tuple[str, list[str], list]]:
    """[(name, headings, rows)] for dialogue.exports.spreadsheets.save_xlsx."""
    topics = [str(line.topic) for line in covered.lines]
    documents = [str(document) for document in covered.documents]
    sessions = [
        f"{_day_and_time(dialogue, session)} {session.title}" for session in covered.sessions
    ]
    first = _("Topic")
    by_document = [
        [topic, *(number or None for number in line.cited), line.passages]
        for topic, line in zip(topics, covered.lines, strict=True)
    ]
    by_session = [
        [topic, *("×" if mark else None for mark in line.discussed), line.sessions]
        for topic, line in zip(topics, covered.lines, strict=True)
    ]
    return [
        (_("Documents"), [first, *documents, _("Passages")], by_document),
        (_("Sessions"), [first, *sessions, _("Sessions")], by_session),
        (_("Gaps"), [_("Gap"), _("Item")], gaps(covered)),
    ]


def gaps(covered: Coverage) -> list[tuple[str, str]]:
    """[(what is missing, the topic, session, passage or document that lacks it)], for the sheet."""
    kinds: dict[str, Sequence[Model]] = {
        _("Topic without a session"): covered.topics_without_session,
        _("Topic without a passage"): covered.topics_without_passage,
        _("Session without a topic"): covered.sessions_without_topic,
        _("Passage not discussed in any session"): covered.passages_discussed_nowhere,
        _("Document not cited"): covered.documents_not_cited,
    }
    return [(kind, str(row)) for kind, rows in kinds.items() for row in rows]


def _day_and_time(dialogue, session):
    """ "2 June, 11:00" """
    starts = dialogue.local(session.starts_at)
    return f"{date_format(starts, 'MONTH_DAY_FORMAT')}, {starts:%H:%M}"
