"""A person who used every feature, so that something of them is in every table; and a look at all
that is stored, as text.

Nothing here is called like anything else in the tests: where a word of `World.words` turns up,
somebody is still known.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils import timezone

from agenda.information import note
from agenda.models import AcceptedConflict, FeedReading, OrganisersCalendar, SeenRelease
from agenda.programme import roles
from dialogue.access import security_log
from dialogue.access.encrypted_bytes import EncryptedBytesField
from dialogue.mail import bounces, outbox
from dialogue.mail.models import MailAttachment, SharedFile, Unsubscription
from dialogue.models import Dialogue, Job, JobFile, Permission, SecurityEvent
from dialogue.personal_data import data_map, retention
from participants.delegates import consents
from participants.lists import publishing
from participants.models import (
    Answer,
    DelegateDetails,
    DetailsChange,
    Invitation,
    PeopleUpload,
    Person,
    Portrait,
    SignedScan,
)
from participants.official import letters as official
from participants.states import Status
from participants.workflow import answers, incoming_letters, invitations, nominations
from participants.workflow.incoming_letters import Finding
from participants.workflow.transitions import Actor, Door, organiser
from tests import factories
from tests.participants.delegates.details_visit import prove

# Of the person, of those who act for them, and of an organiser.
WORDS_OF_THE_PERSON = [
    *["Quilliam", "Zubaidah", "zubaidah@quilliam.example", "Thwaite", "pa@quilliam.example"],
    *["5550199", "lutefisk", "K7654321", "sprained", "two-spirit", "cathedral", "marmalade"],
    *["Under-Secretary for Zeppelins", "H.E. Zed"],
]
WORDS_OF_THE_OFFICE = ["Fernhollow", "office@fernhollow.example"]
WORDS_OF_THE_NOMINEE = ["Vasquillez", "theodora@vasquillez.example", "5550177", "gooseberry"]
WORDS_OF_THE_FOCAL_POINT = ["Ormsby", "focal@ormsby.example"]
WORDS_OF_THE_ORGANISER = ["Brambleton", "brambleton@organisers.example"]
NAME = "Zubaidah Quilliam"
OFFICE = Actor(Door.LINK, "Odalys Fernhollow", on_behalf_of=NAME)


@dataclass
class World:
    """What was made; `words` are whatever tells that somebody is still known."""

    dialogue: Dialogue
    person: Person
    invitation: Invitation
    nominee: Person
    user: Any
    words: list[str] = field(default_factory=list)


def make_world(dialogue: Dialogue, browser: Client) -> World:
    """Let somebody be imported, invited, answered for, asked for everything, and written about.
    Call it with the clock at the usual moment."""
    user = factories.organiser(
        username="brambleton",
        email="brambleton@organisers.example",
        first_name="Ida",
        last_name="Brambleton",
    )
    person = _person()
    invitation = _invite(dialogue, person, user)
    _answer(invitation)
    _give_details(invitation, browser, user)
    _take_part_in_the_programme(dialogue, invitation, user)
    _write_letters(dialogue, invitation)
    _write_official_letter(invitation, user)
    nominee = _nominate(dialogue, user)
    _work_in_the_admin_site(dialogue, invitation, user)
    words = [*WORDS_OF_THE_PERSON, *WORDS_OF_THE_OFFICE, *WORDS_OF_THE_NOMINEE]
    words += [*WORDS_OF_THE_FOCAL_POINT, *WORDS_OF_THE_ORGANISER]
    return World(dialogue, person, invitation, nominee, user, words)


def _person() -> Person:
    person = factories.person(
        family_name="Quilliam",
        given_name="Zubaidah",
        form_of_address_en="H.E. Zed",
        title_en="Under-Secretary for Zeppelins",
        title_vi="Under-Secretary for Zeppelins (vi)",
        email="zubaidah@quilliam.example",
        assistant_name="Perpetua Thwaite",
        cc_email="pa@quilliam.example",
        phone="+65 5550199",
        note="Prefers the cathedral.",
        gender="other",
        gender_words="two-spirit",
        country="SG",
    )
    person._change_reason = "Quilliam and others.xlsx"
    person.display_name_en = NAME
    person.save()
    return person


def _invite(dialogue: Dialogue, person: Person, user: Any) -> Invitation:
    invitation = factories.invitation(
        dialogue,
        Status.DRAFT,
        person=person,
        message="We liked your marmalade.",
        note="Mind the marmalade.",
    )
    by = organiser(user)
    invitations.clear(invitation, by, "marmalade")
    invitations.invite(invitation, by)
    factories.letters_leave(dialogue)
    return invitation


def _answer(invitation: Invitation) -> None:
    reply = Answer(
        response="accept",
        reason="With a sprained wrist.",
        answered_by="office",
        answered_by_name="Odalys Fernhollow",
        answered_by_email="office@fernhollow.example",
    )
    answers.answer(invitation, OFFICE, reply)


def _give_details(invitation: Invitation, browser: Client, user: Any) -> None:
    prove(browser, invitation)
    DelegateDetails.objects.create(
        invitation=invitation,
        attendance="travels",
        arrival_on=date(2031, 6, 1),
        departure_on=date(2031, 6, 4),
        needs_visa_letter=True,
        passport_name="QUILLIAM ZUBAIDAH",
        passport_number="K7654321",
        birth_on=date(1970, 1, 2),
        diet="no lutefisk",
        access_needs="sprained wrist",
        emergency_name="Perpetua Thwaite",
        emergency_phone="+65 5550199",
        changed_by=NAME,
    )
    DetailsChange.objects.create(
        invitation=invitation,
        values={"diet": "no surströmming"},
        before={"diet": "no lutefisk"},
        state="refused",
        reason="No kitchen can promise it to Quilliam.",
        decided_at=timezone.now(),
        decided_by=user,
    )
    for purpose in ["list", "programme"]:
        consents.record(invitation, purpose, True, door="link", actor=NAME)
    portrait = {"small": b"Quilliam, small", "large": b"Quilliam, large"}
    Portrait.objects.create(person=invitation.person, uploaded_by=user, **portrait)
    publishing.publish(invitation.dialogue, user, is_final=False)
    consents.record(invitation, "list", False, door="link", actor=NAME)


def _take_part_in_the_programme(dialogue: Dialogue, invitation: Invitation, user: Any) -> None:
    session = factories.session(dialogue, attribution="on_record")
    role = factories.role(session, invitation.person, state="planned")
    roles.ask(type(role).objects.filter(pk=role.pk))
    roles.answer(
        role,
        confirm=True,
        by="Odalys Fernhollow",
        remark="If the wrist, sprained, allows.",
        channel="telephone",
        recorded_by="Ida Brambleton",
    )
    factories.note(session, f"{NAME} spoke of trust.", speaker=invitation.person, written_by=user)
    release = factories.release(
        dialogue, note_en=f"With {NAME} as moderator.", released_by="Ida Brambleton"
    )
    factories.paper(session, title_en=f"{NAME}: why I trust", uploaded_by=user)
    SeenRelease.objects.create(invitation=invitation, release=release)
    note.publish(dialogue, user)
    AcceptedConflict.objects.create(
        dialogue=dialogue,
        kind="overlap",
        fingerprint="f" * 64,
        reason=f"{NAME} will leave early.",
        accepted_by="Ida Brambleton",
    )
    OrganisersCalendar.objects.create(dialogue=dialogue, user=user)
    FeedReading.objects.create(
        dialogue=dialogue,
        feed="personal",
        invitation=invitation,
        client="google",
        key=invitation.calendar_key,
        fetched_at=release.released_at,
        version_at=release.released_at,
    )


def _write_letters(dialogue: Dialogue, invitation: Invitation) -> None:
    mail = invitation.mails.first()
    mail.answers = {"zubaidah@quilliam.example": "250 OK"}
    mail.last_error = "<zubaidah@quilliam.example> is full"
    mail.save()
    SharedFile.objects.create(
        filename="note.pdf", media_type="application/pdf", content=b"%PDF", size=4
    )
    MailAttachment.objects.create(
        mail=mail, filename="Quilliam.pdf", media_type="application/pdf", content=b"Quilliam"
    )
    bounces.block("zubaidah@quilliam.example", "Quilliam’s mailbox is full")
    Unsubscription.objects.create(dialogue=dialogue, address="Zubaidah@Quilliam.example")
    outbox.hold(dialogue.mails.filter(pk__in=invitation.mails.values("pk")), "ask Quilliam first")
    factories.incoming_mail(
        invitation,
        content=b"From: zubaidah@quilliam.example\r\n\r\nZubaidah Quilliam accepts.",
        from_name=NAME,
        comment="with marmalade",
    )
    factories.incoming_mail(
        content=b"Zubaidah Quilliam is away.", from_address="pa@quilliam.example", sha256="e" * 64
    )


def _write_official_letter(invitation: Invitation, user: Any) -> None:
    """With the passport in it, numbered, cancelled once and signed on paper."""
    first = factories.official_letter(invitation, paragraph_en="Bring marmalade.")
    official.cancel(official.issue(first, user, date(2031, 5, 2)), "No marmalade after all.")
    letter = factories.official_letter(
        invitation, kind="visa", paragraph_en="Bring marmalade.", enclosures_en="Marmalade"
    )
    official.issue(letter, user, date(2031, 5, 2))
    SignedScan.objects.create(letter=letter, content=NAME.encode(), pages=1, uploaded_by=user)


def _nominate(dialogue: Dialogue, user: Any) -> Person:
    focal_point = factories.person(
        family_name="Ormsby", given_name="Barnaby", email="focal@ormsby.example"
    )
    delegation = factories.delegation(
        dialogue, focal_point=focal_point, message="Dear Mr Ormsby, welcome."
    )
    seat = factories.invitation(dialogue, Status.CLEARED, delegation=delegation)
    invitations.invite(seat, organiser(user))
    nomination = factories.nomination(
        family_name="Vasquillez",
        given_name="Theodora",
        email="theodora@vasquillez.example",
        phone="+65 5550177",
        remark="She grows gooseberry.",
        proposed_by_name="Barnaby Ormsby",
        proposed_by_email="focal@ormsby.example",
    )
    nominations.nominate(seat, Actor(Door.LINK, "Barnaby Ormsby"), nomination)
    letter = factories.incoming_letter(
        delegation,
        signatory="Barnaby Ormsby, Secretary",
        sent_by_name="Barnaby Ormsby",
        sent_by_email="focal@ormsby.example",
    )
    finding = Finding("differs", letter, "Theodora Vasquilles")
    incoming_letters.compare(dialogue, {nomination.pk: finding}, organiser(user))
    return nominations.approve(seat, organiser(user), "gooseberry").person


def _work_in_the_admin_site(dialogue: Dialogue, invitation: Invitation, user: Any) -> None:
    for row in [invitation.person, invitation, invitation.mails.first()]:
        LogEntry.objects.create(
            user=user,
            content_type=ContentType.objects.get_for_model(row),
            object_id=row.pk,
            object_repr=str(row)[:200],
            action_flag=CHANGE,
            change_message=f"Changed the note on {NAME}.",
        )
    security_log.record(
        SecurityEvent.Kind.SIGNED_IN, account="brambleton", about=user, detail="Ida Brambleton"
    )
    factories.data_request(
        dialogue,
        person=invitation.person,
        about=NAME,
        remark=f"{NAME} asks what is kept.",
        state="answered",
        answer=f"All of it was sent to {NAME}.",
        answered_at=timezone.now(),
        answered_by=user,
        settled_at=timezone.now(),
    )
    UserSession.objects.create(user=user, ip="192.0.2.1", session_key="brambleton-session")
    address = EmailAddress.objects.create(user=user, email="brambleton@organisers.example")
    EmailConfirmation.objects.create(email_address=address, key="brambleton-key")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "BRAMBLETON"})
    permission = Permission.objects.create(dialogue=dialogue)
    for row in [factories.topic(dialogue), factories.term(dialogue), permission]:
        row._change_reason = f"As {NAME} asked."
        row.save()
    dialogue.review_aspects.create(aspect="content", note_en=f"{NAME} will look at it.")
    PeopleUpload.objects.create(
        filename="Quilliam.csv", content=b"Family name\nQuilliam\n", user=user
    )
    job = Job.objects.create(
        kind="step for many",
        user=user,
        language="en",
        parameters={"reason": f"As {NAME} asked."},
        outcome={"refused": {f"{NAME} wants no reminders.": [1]}},
        state="done",
        finished_at=timezone.now(),
    )
    JobFile.objects.create(
        job=job, name="Quilliam", kind="csv", content=b"Quilliam\n", expires_at=timezone.now()
    )
    factories.work_stream(dialogue, owner="Ida Brambleton", note_en=f"Call {NAME}.")


# Looking at everything


def stored() -> dict[str, str]:
    """{"table.column": all its values as text} of every table, bytes decrypted, read as UTF-8."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.proxy:
                continue
            table = model._meta.db_table
            cursor.execute("SELECT * FROM " + connection.ops.quote_name(table))  # noqa: S608  (no words of anybody)
            columns = [column[0] for column in cursor.description]
            for column, values in zip(columns, zip(*cursor.fetchall(), strict=True), strict=False):
                field = next(one for one in model._meta.fields if one.column == column)
                if isinstance(field, EncryptedBytesField):
                    values = map(field.from_db_value, values)
                found[f"{table}.{column}"] = "\n".join(map(_text, values))
    return found


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def traces(words: list[str]) -> list[str]:
    """["table.column: word"] wherever one of these words is stored, in any case."""
    return [
        f"{place}: {word}"
        for place, text in stored().items()
        for word in words
        if word.casefold() in text.casefold()
    ]


def forget_due(label: str, now: datetime) -> int:
    """What the daily run does about one model of the data map at a moment; how many rows."""
    return retention.forget_due_of(data_map.holding_of(label), now)
