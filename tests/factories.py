"""Rows for tests: each function makes one, with what the test does not care about filled in.

All of them lie in June 2031, so that no test depends on the day it runs; a test that needs another
clock freezes it.
"""

import io
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.contrib.auth import get_user_model
from django.utils import timezone
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from agenda.evidence import anchors
from agenda.evidence.folding import fold_for_search
from agenda.models import (
    BackgroundPaper,
    Original,
    Paragraph,
    Passage,
    Release,
    Role,
    Room,
    Session,
    SessionNote,
    SourceDocument,
    Term,
    Topic,
    Variant,
)
from agenda.notes import session_notes
from agenda.programme import sessions
from agenda.releases import snapshot
from dialogue.models import Dialogue, WorkStream
from participants.models import (
    Category,
    DataRequest,
    Delegation,
    DetailsChange,
    IncomingLetter,
    IncomingMail,
    Invitation,
    LetterHead,
    Nomination,
    OfficialLetter,
    Organisation,
    Person,
    ReminderRule,
    Signatory,
)
from participants.personal_data import register
from participants.states import Status

numbers = count(1)


def dialogue(**fields):
    number = next(numbers)
    defaults = {
        "slug": f"dialogue-{number}",
        "title_en": "Regional dialogue on AI governance",
        "title_vi": "Đối thoại khu vực về quản trị AI",
        "summary_en": "A day and a half of talk among thirty people.",
        "summary_vi": "Một ngày rưỡi trao đổi giữa ba mươi đại biểu.",
        "starts_on": date(2031, 6, 2),
        "ends_on": date(2031, 6, 3),
        "venue_en": "Conference Centre",
        "venue_vi": "Trung tâm Hội nghị",
        "address_en": "1 Example Street, Hanoi",
        "address_vi": "Số 1 phố Ví Dụ, Hà Nội",
        "latitude": "21.028500",
        "longitude": "105.804200",
        "forum_en": "ASEAN Future Forum",
        "forum_vi": "Diễn đàn Tương lai ASEAN",
        "reply_by_at": datetime(2031, 5, 15, 10, 0, tzinfo=UTC),
        "contact_name_en": "Dialogue secretariat",
        "contact_name_vi": "Ban Thư ký Đối thoại",
        "contact_email": "secretariat@dialogue.test",
        "is_public": True,
    }
    return Dialogue.objects.create(**{**defaults, **fields})


def category(dialogue, **fields):
    number = next(numbers)
    defaults = {
        "slug": f"category-{number}",
        "name_en": f"Regulators {number}",
        "name_vi": f"Cơ quan quản lý {number}",
    }
    return Category.objects.create(dialogue=dialogue, **{**defaults, **fields})


def organisation(**fields):
    number = next(numbers)
    defaults = {"name_en": f"Ministry {number}", "name_vi": f"Bộ {number}", "country": "SG"}
    return Organisation.objects.create(**{**defaults, **fields})


def person(**fields):
    number = next(numbers)
    defaults = {
        "family_name": "Tan",
        "given_name": f"Mei {number}",
        "email": f"person-{number}@example.org",
        "country": "SG",
    }
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    if "precedence" in fields:
        fields.setdefault("precedence_reason", "head of the delegation")
    return Person.objects.create(**{**defaults, **fields})


def invitation(dialogue, status=Status.DRAFT, **fields):
    """An invitation put straight into a state; what led there is not written."""
    if "person" not in fields and "delegation" not in fields:
        fields["person"] = person()
    if "category" not in fields:
        fields["category"] = dialogue.categories.first() or category(dialogue)
    if status not in {Status.DRAFT, Status.CLEARED}:
        fields.setdefault("invited_at", timezone.now() - timedelta(days=1))
        fields.setdefault("reply_by_at", dialogue.reply_by_at)
    if status == Status.RESERVE:
        fields.setdefault("reserve_rank", next(numbers))
    return Invitation.objects.create(dialogue=dialogue, status=status, **fields)


def delegation(dialogue, **fields):
    """An institution with a focal point; its seats are made with `invitation(delegation=…)`."""
    if "organisation" not in fields:
        fields["organisation"] = organisation()
    if "focal_point" not in fields:
        fields["focal_point"] = person(organisation=fields["organisation"])
    return Delegation.objects.create(dialogue=dialogue, **fields)


def nomination(**fields):
    """An unsaved nomination as an office types it, for `nominations.nominate`."""
    number = next(numbers)
    defaults = {
        "family_name": "Lim",
        "given_name": f"Hui {number}",
        "title_en": "Director of Policy",
        "country": "SG",
        "email": f"nominee-{number}@example.org",
        "proposed_by": "office",
        "proposed_by_name": "Office of the Minister",
        "proposed_by_email": "office@example.org",
    }
    return Nomination(**{**defaults, **fields})


def pdf(pages=1, *, password="", script=""):
    """The bytes of a PDF with so many empty pages; locked, or with a script that runs."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(595, 842)
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject(script),
            }
        )
    if password:
        writer.encrypt(password)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def incoming_letter(delegation, **fields):
    """The official letter of an institution, as it came by its link."""
    number = next(numbers)
    defaults = {
        "dialogue": delegation.dialogue,
        "delegation": delegation,
        "reference": f"{number}/CV-ABC",
        "dated_on": date(2031, 5, 2),
        "signatory": "Siti Aminah, Secretary General",
        "filename": "letter.pdf",
        "content": pdf(),
        "sha256": f"{number:064}",
        "pages": 1,
        "sent_by_name": "Office of the Minister",
        "sent_by_email": "office@example.org",
    }
    return IncomingLetter.objects.create(**{**defaults, **fields})


def details_change(invitation, **fields):
    """A change of details that waits for an organiser."""
    defaults = {"values": {"diet": "halal"}, "before": {"diet": ""}}
    return DetailsChange.objects.create(invitation=invitation, **{**defaults, **fields})


def letters_leave(dialogue):
    """What waits in the outbox leaves the house, as if a worker had sent it."""
    dialogue.mails.waiting().update(state="sent", finished_at=timezone.now())


def incoming_mail(invitation=None, **fields):
    """An answer from a calendar that waits for an organiser, as if it had been filed."""
    number = next(numbers)
    defaults = {
        "sha256": f"{number:064}",
        "content": b"Subject: Accepted\r\n\r\nSee you in Hanoi.\r\n",
        "size": 40,
        "source": "mailbox",
        "subject": "Accepted: Regional dialogue",
        "kind": "reply",
        "partstat": "ACCEPTED",
        "sequence": 0,
        "invitation": invitation,
    }
    if invitation:
        defaults["from_address"] = defaults["attendee"] = invitation.person.email
    return IncomingMail.objects.create(**{**defaults, **fields})


def data_request(dialogue=None, **fields):
    """A request that came by letter, in the register."""
    defaults = {"kind": "see", "way": "letter", "remark": "What do you hold about me?"}
    return register.enter(DataRequest(dialogue=dialogue, **{**defaults, **fields}))


def reminder_rule(dialogue, **fields):
    """Of those who have not answered, a week before the reply-by moment."""
    defaults = {"kind": "answer", "days_before": 7}
    return ReminderRule.objects.create(dialogue=dialogue, **{**defaults, **fields})


def letter_head(dialogue, **fields):
    """The letterhead of a ministry."""
    defaults = {
        "issuer_en": "Ministry of Science and Technology",
        "issuer_vi": "Bộ Khoa học và Công nghệ",
        "abbreviation": "BKHCN",
        "unit": "HTQT",
        "place_en": "Hanoi",
        "place_vi": "Hà Nội",
        "foot_en": "113 Example Street, Hanoi",
        "foot_vi": "Số 113 phố Ví Dụ, Hà Nội",
        "has_motto": True,
        "copies": "Bộ Ngoại giao\nVăn phòng Chính phủ",
    }
    return LetterHead.objects.create(dialogue=dialogue, **{**defaults, **fields})


def signatory(dialogue, **fields):
    """A deputy minister, who signs for the minister."""
    defaults = {
        "name": "Vũ Thị Ví Dụ",
        "office_en": "Deputy Minister",
        "office_vi": "Thứ trưởng",
        "capacity": "KT.",
        "signs_for_en": "Minister",
        "signs_for_vi": "Bộ trưởng",
    }
    return Signatory.objects.create(dialogue=dialogue, **{**defaults, **fields})


def official_letter(invitation=None, delegation=None, **fields):
    """A draft; its dialogue has a letterhead and somebody who signs."""
    dialogue = (invitation or delegation).dialogue
    if not hasattr(dialogue, "letter_head"):
        letter_head(dialogue)
    if "signatory" not in fields:
        fields["signatory"] = dialogue.signatories.first() or signatory(dialogue)
    addressee = {"invitation": invitation, "delegation": delegation}
    return OfficialLetter.objects.create(
        dialogue=dialogue, **addressee, **{"kind": "invitation", **fields}
    )


def work_stream(dialogue, **fields):
    number = next(numbers)
    defaults = {
        "title_en": f"Book the hall {number}",
        "title_vi": f"Đặt hội trường {number}",
        "owner": "Protocol office",
        "due_on": date(2031, 5, 20),
    }
    return WorkStream.objects.create(dialogue=dialogue, **{**defaults, **fields})


def room(dialogue, **fields):
    number = next(numbers)
    defaults = {
        "slug": f"room-{number}",
        "name_en": f"Hall {number}",
        "name_vi": f"Hội trường {number}",
    }
    return Room.objects.create(dialogue=dialogue, **{**defaults, **fields})


def session(dialogue, **fields):
    number = next(numbers)
    start = datetime(2031, 6, 2, 2, 0, tzinfo=UTC)  # 09:00 in Hanoi
    defaults = {
        "slug": f"session-{number}",
        "kind": Session.Kind.ROUND_TABLE,
        "title_en": f"Round table {number}",
        "title_vi": f"Bàn tròn {number}",
        "starts_at": start,
        "ends_at": fields.get("starts_at", start) + timedelta(hours=1),
    }
    return Session.objects.create(dialogue=dialogue, **{**defaults, **fields})


def role(session, person, **fields):
    """A part in a session, confirmed unless `state` says otherwise."""
    state = fields.setdefault("state", Role.State.CONFIRMED)
    if state != Role.State.PLANNED:
        fields.setdefault("asked_at", timezone.now())
    if state in {Role.State.CONFIRMED, Role.State.REFUSED}:
        fields.setdefault("answered_at", timezone.now())
    defaults = {"kind": Role.Kind.MODERATOR}
    return Role.objects.create(session=session, person=person, **{**defaults, **fields})


def paper(session, **fields):
    """A background paper that delegates may read."""
    number = next(numbers)
    content = fields.setdefault("content", b"%PDF-1.7 a paper")
    defaults = {
        "title_en": f"Paper {number}",
        "title_vi": f"Tài liệu {number}",
        "filename": f"paper {number}.pdf",
        "media_type": "application/pdf",
        "size": len(content),
    }
    return BackgroundPaper.objects.create(session=session, **{**defaults, **fields})


def note(session, text="Trust grows slowly.", speaker=None, topics=(), **fields):
    """The next note of a session."""
    fields = {"language": "en", **fields}
    return session_notes.write(
        SessionNote(session=session, text=text, speaker=speaker, **fields), topics
    )


def release(dialogue, **fields):
    """Let everybody see the draft as it stands; nobody is written to, and no gate is passed."""
    last = dialogue.releases.order_by("-number").first()
    before, now = last.content if last else None, timezone.now()
    content = snapshot.take(dialogue, before, now)
    defaults = {
        "number": last.number + 1 if last else 1,
        "content": content,
        "changes": snapshot.differing(before, content).number,
        "released_at": now,
        "released_by": "Programme office",
    }
    made = Release.objects.create(dialogue=dialogue, **{**defaults, **fields})
    sessions.mark_programme_changed(dialogue)
    return made


def topic(dialogue, **fields):
    number = next(numbers)
    defaults = {
        "number": number,
        "slug": f"topic-{number}",
        "title_en": f"Trust in AI {number}",
        "title_vi": f"Niềm tin vào AI {number}",
    }
    return Topic.objects.create(dialogue=dialogue, **{**defaults, **fields})


def document(**fields):
    number = next(numbers)
    defaults = {"key": f"document-{number}", "title_en": f"Report {number}"}
    return SourceDocument.objects.create(**{**defaults, **fields})


def paragraph(document, text, **fields):
    """The next paragraph of a document, as an import writes it."""
    fields.setdefault("number", document.paragraphs.count() + 1)
    return Paragraph.objects.create(
        document=document, text=text, folded=fold_for_search(text), **fields
    )


def term(dialogue, variants=(), **fields):
    """A term of the glossary; `variants` are (language, text) or (language, text, is_accepted)."""
    number = next(numbers)
    defaults = {
        "slug": f"term-{number}",
        "preferred_en": f"Digital Pact {number}",
        "preferred_vi": f"Thỏa ước số {number}",
    }
    made = Term.objects.create(dialogue=dialogue, **{**defaults, **fields})
    for language, text, *rest in variants:
        Variant.objects.create(term=made, language=language, text=text, is_accepted=any(rest))
    return made


def document_with_text(*texts, **fields):
    """A document that has been imported, with these paragraphs."""
    number = next(numbers)
    imported = {"sha256": f"{number:064}", "imported_at": timezone.now(), "filename": "report.txt"}
    made = document(**{**imported, **fields})
    Original.objects.create(document=made, content="\n\n".join(texts).encode())
    Paragraph.objects.bulk_create(
        Paragraph(document=made, number=number, text=text, folded=fold_for_search(text))
        for number, text in enumerate(texts, start=1)
    )
    return made


def passage(document, start, end="", paragraph_number=None, topics=()):
    """A passage, looked for in its document's text."""
    made = Passage.objects.create(
        document=document, start=start, end=end, paragraph_number=paragraph_number
    )
    anchors.resolve_document(document)
    made.refresh_from_db()
    made.topics.set(topics)
    return made


def organiser(**fields):
    """A superuser who may enter the admin site."""
    number = next(numbers)
    defaults = {
        "username": f"organiser-{number}",
        "email": f"organiser-{number}@example.org",
        "is_staff": True,
        "is_superuser": True,
    }
    return get_user_model().objects.create_user(**{**defaults, **fields})
