"""Rows to measure with: one dialogue, its programme and its invitations, in any number."""

from datetime import timedelta

from django.utils import timezone

from agenda.models import FeedReading, Role, Session
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.models import Consent, Invitation, InvitationEvent, Organisation, Person
from participants.states import HAS_A_CALENDAR, Status
from tests import factories

TEXT_EN = (
    "Regulators, firms and researchers compare what they have tried: how risks are assessed before "
    "a system is put to use, who looks at it afterwards, and what small administrations can share. "
)
TEXT_VI = (
    "Cơ quan quản lý, doanh nghiệp và giới nghiên cứu đối chiếu kinh nghiệm: rủi ro được đánh giá "
    "thế nào trước khi đưa hệ thống vào sử dụng, ai theo dõi sau đó, và có thể chia sẻ những gì. "
)
BATCH = 1000  # rows per INSERT
MODERATORS = 20


def make_dialogue(**fields):
    """A public dialogue with three categories, twelve topics and a room, and no session yet."""
    dialogue = factories.dialogue(capacity=100, summary_en=TEXT_EN * 3, **fields)
    for _number in range(3):
        factories.category(dialogue)
    for _number in range(12):
        factories.topic(dialogue, summary_en=TEXT_EN, summary_vi=TEXT_VI)
    factories.room(dialogue)
    return dialogue


def fill_sessions(dialogue: Dialogue, number: int):
    """Add sessions until there are `number`, eight a day, each with topics and a moderator."""
    have = dialogue.sessions.count()
    topics, room = list(dialogue.topics.all()), dialogue.rooms.first()
    fill_people(MODERATORS)
    moderators = list(Person.objects.order_by("pk")[:MODERATORS])
    first = timezone.now().replace(hour=1, minute=0, second=0, microsecond=0) + timedelta(days=90)
    starts = [first + timedelta(days=n // 8, hours=n % 8) for n in range(have, number)]
    sessions = Session.objects.bulk_create(
        [
            Session(
                dialogue=dialogue,
                slug=f"session-{have + n}",
                kind=Session.Kind.ROUND_TABLE,
                title_en=f"Round table {have + n}: trust in AI",
                title_vi=f"Bàn tròn {have + n}: niềm tin vào AI",
                description_en=TEXT_EN * 2,
                description_vi=TEXT_VI * 2,
                questions_en="What has worked?\nWhat would you do otherwise?\nWhat next?",
                questions_vi="Điều gì đã hiệu quả?\nSẽ làm gì khác đi?\nTiếp theo là gì?",
                starts_at=start,
                ends_at=start + timedelta(minutes=50),
                room=room,
            )
            for n, start in enumerate(starts)
        ],
        batch_size=BATCH,
    )
    Session.topics.through.objects.bulk_create(
        [
            Session.topics.through(session=session, topic=topic)
            for n, session in enumerate(sessions)
            for topic in (topics[n % 12], topics[(n + 5) % 12])
        ],
        batch_size=BATCH,
    )
    Role.objects.bulk_create(
        [
            Role(
                session=session,
                person=moderators[n % MODERATORS],
                kind=Role.Kind.MODERATOR,
                state=Role.State.CONFIRMED,
                answered_at=timezone.now(),
            )
            for n, session in enumerate(sessions)
        ],
        batch_size=BATCH,
    )
    dialogue.starts_on = dialogue.local(first).date()
    dialogue.ends_on = dialogue.starts_on + timedelta(days=number // 8)
    dialogue.save()
    factories.release(dialogue)


def move_sessions(dialogue: Dialogue):
    """Let the draft differ from what was released: every tenth session begins a little later."""
    moved = list(dialogue.sessions.order_by("pk")[::10])
    for session in moved:
        session.starts_at += timedelta(minutes=5)
    Session.objects.bulk_update(moved, ["starts_at"], batch_size=BATCH)


def fill_terms(dialogue: Dialogue, number: int = 30):
    """A glossary; the titles of a few sessions use what it does not want."""
    for n in range(dialogue.terms.count(), number):
        factories.term(dialogue, variants=[("en", f"round table {n}")])


def fill_readings(dialogue: Dialogue):
    """Let a calendar program of everybody who comes have fetched their calendar; every third holds
    what was before the last release."""
    last, now = dialogue.releases.order_by("-number").first(), timezone.now()
    coming = dialogue.invitations.filter(status__in=HAS_A_CALENDAR, feed_readings=None)
    FeedReading.objects.bulk_create(
        [
            FeedReading(
                dialogue=dialogue,
                feed=FeedReading.Feed.PERSONAL,
                invitation=invitation,
                client=FeedReading.Client.GOOGLE,
                key=invitation.calendar_key,
                fetched_at=now,
                version_at=now if n % 3 else last.released_at - timedelta(seconds=1),
            )
            for n, invitation in enumerate(coming.order_by("pk"))
        ],
        batch_size=BATCH,
    )


def fill_consents(dialogue: Dialogue, every: int = 10):
    """Let every tenth of those who come agree to be in the list of participants."""
    coming = dialogue.invitations.filter(status__in=HAS_A_CALENDAR).order_by("pk")
    Consent.objects.bulk_create(
        [
            Consent(
                invitation=invitation,
                purpose=Consent.Purpose.LIST,
                is_given=True,
                wording="I agree to be in the list of participants.",
                language="en",
                version="2031",
                door=InvitationEvent.Door.LINK,
                actor=f"delegate {invitation.pk}",
            )
            for invitation in coming[::every]
        ],
        batch_size=BATCH,
    )


def fill_people(number: int):
    """Add people until there are `number`, ten to an organisation."""
    have = Person.objects.count()
    organisations = Organisation.objects.bulk_create(
        [
            Organisation(name_en=f"Ministry {n}", name_vi=f"Bộ {n}", country="SG")
            for n in range(have, number, 10)
        ],
        batch_size=BATCH,
    )
    Person.objects.bulk_create(
        [
            Person(
                family_name="Nguyễn",
                given_name=f"Văn {have + n}",
                title_en="Deputy Minister",
                title_vi="Thứ trưởng",
                email=f"delegate-{have + n}@example.org",
                country=["VN", "SG", "TH", "MY"][n % 4],
                language=["en", "vi"][n % 2],
                organisation=organisations[n // 10],
            )
            for n in range(number - have)
        ],
        batch_size=BATCH,
    )


def fill_invitations(dialogue: Dialogue, number: int, status=Status.INVITED):
    """Invite people, making those that are missing, until there are `number` invitations; give
    every tenth a mail."""
    have = dialogue.invitations.count()
    fill_people(number)
    people = Person.objects.exclude(invitations__dialogue=dialogue).order_by("pk")
    categories, now = list(dialogue.categories.all()), timezone.now()
    is_out = status not in {Status.DRAFT, Status.CLEARED, Status.RESERVE}
    invitations = Invitation.objects.bulk_create(
        [
            Invitation(
                dialogue=dialogue,
                person=person,
                category=categories[n % 3],
                status=status,
                invited_at=now if is_out else None,
                reply_by_at=dialogue.reply_by_at if is_out else None,
                reserve_rank=n + 1 if status == Status.RESERVE else None,
                # As the invitation's letter leaves it, which brought the entry.
                calendar_sequence=dialogue.sequence if is_out else 0,
                calendar_told=dialogue.sequence if is_out else None,
            )
            for n, person in enumerate(people[: number - have])
        ],
        batch_size=BATCH,
    )
    mails = OutgoingMail.objects.bulk_create(
        [
            OutgoingMail(
                dialogue=dialogue,
                kind="invitation",
                state="sent",
                finished_at=now,
                language="en",
                to_address=f"delegate-{invitation.pk}@example.org",
                subject="Invitation",
                text=TEXT_EN,
                message_id=f"<{dialogue.pk}-{invitation.pk}@example.org>",
            )
            for invitation in invitations[::10]
        ],
        batch_size=BATCH,
    )
    Invitation.mails.through.objects.bulk_create(
        [
            Invitation.mails.through(invitation=invitation, outgoingmail=mail)
            for invitation, mail in zip(invitations[::10], mails, strict=True)
        ],
        batch_size=BATCH,
    )
