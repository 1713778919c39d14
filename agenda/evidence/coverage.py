"""What bears a topic out and where it is discussed: topics against documents and sessions."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda.models import Passage, Session, SourceDocument, Topic

# In these nothing is discussed, or the Forum or protocol sets what is said.
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
    """One topic: passages in each document, whether each session takes it up, and the sums."""

    topic: Topic
    cited: list[int]
    discussed: list[bool]

    @property
    def passages(self):
        return sum(self.cited)

    @property
    def sessions(self):
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
    def topics_without_session(self):
        return [line.topic for line in self.lines if not line.sessions]

    @property
    def topics_without_passage(self):
        return [line.topic for line in self.lines if not line.passages]

    @property
    def passages_in_documents(self):
        """How many passages each document gives to the topics, a passage of two topics twice."""
        return [sum(numbers) for numbers in zip(*(line.cited for line in self.lines), strict=True)]

    @property
    def topics_in_sessions(self):
        return [sum(marks) for marks in zip(*(line.discussed for line in self.lines), strict=True)]


def coverage(dialogue) -> Coverage:
    """The Coverage of a dialogue. Six queries, whatever its size."""
    topics = list(dialogue.topics.all())
    pairs = Topic.passages.through.objects.filter(topic__dialogue=dialogue)
    cited = Counter(pairs.values_list("topic", "passage__document"))
    taking_place = list(dialogue.sessions.taking_place().select_related("room"))
    held = Session.topics.through.objects.filter(session__in=taking_place)
    discussed = set(held.values_list("topic", "session"))
    with_topic = {session for _topic, session in discussed}
    sessions = [
        one for one in taking_place if one.kind not in WITHOUT_TOPICS or one.pk in with_topic
    ]
    documents = list(SourceDocument.objects.filter(duplicate_of=None))
    cites = {document for _topic, document in cited}
    shown = [one for one in documents if one.pk in cites]
    return Coverage(
        [
            Line(
                topic,
                [cited[topic.pk, document.pk] for document in shown],
                [(topic.pk, session.pk) in discussed for session in sessions],
            )
            for topic in topics
        ],
        shown,
        sessions,
        [one for one in sessions if one.pk not in with_topic],
        _discussed_nowhere(dialogue, {topic for topic, _session in discussed}),
        [one for one in documents if one.pk not in cites],
    )


def _discussed_nowhere(dialogue, discussed):
    """Marked passages of which no topic is in a session, those without any topic among them."""
    passages = Passage.objects.select_related("document", "paragraph").prefetch_related("topics")
    found = []
    for passage in passages:
        topics = passage.topics.all()
        own = [topic for topic in topics if topic.dialogue_id == dialogue.pk]
        if (own or not topics) and not any(topic.pk in discussed for topic in own):
            passage.own_topics = own
            found.append(passage)
    return found


def sheets(found: Coverage, dialogue) -> list[tuple]:
    """[(name, headings, rows)] as dialogue.exports.spreadsheets.save_xlsx wants them."""
    topics = [str(line.topic) for line in found.lines]
    documents = [str(document) for document in found.documents]
    sessions = [
        f"{dialogue.local(session.starts_at):%d/%m %H:%M} {session.title}"
        for session in found.sessions
    ]
    first = _("Topic")
    by_document = [
        [topic, *(number or None for number in line.cited), line.passages]
        for topic, line in zip(topics, found.lines, strict=True)
    ]
    by_session = [
        [topic, *("×" if mark else None for mark in line.discussed), line.sessions]
        for topic, line in zip(topics, found.lines, strict=True)
    ]
    return [
        (_("Documents"), [first, *documents, _("Passages")], by_document),
        (_("Sessions"), [first, *sessions, _("Sessions")], by_session),
        (_("Gaps"), [_("Gap"), _("Item")], gaps(found)),
    ]


def gaps(found: Coverage) -> list[tuple[str, str]]:
    """[(what is missing, of what)], for the sheet."""
    kinds = {
        _("Topic without a session"): found.topics_without_session,
        _("Topic without a passage"): found.topics_without_passage,
        _("Session without a topic"): found.sessions_without_topic,
        _("Passage not discussed in any session"): found.passages_discussed_nowhere,
        _("Document not cited"): found.documents_not_cited,
    }
    return [(kind, str(row)) for kind, rows in kinds.items() for row in rows]
