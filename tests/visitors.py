"""Every kind of visitor with a browser, and a world with one row of everything to look at."""

import io
from datetime import timedelta
from functools import cached_property

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import (
    DocumentUpload,
    DocumentVersion,
    FeedReading,
    OrganisersCalendar,
    Passage,
)
from dialogue.access import security_log
from dialogue.access.tokens import make_token
from dialogue.accounts import invitations
from dialogue.mail import outbox
from dialogue.mail.models import BlockedAddress, MailAttachment
from dialogue.models import Emblem, Job, JobFile, SecurityEvent
from participants.models import (
    HeadingMeaning,
    HiddenCountry,
    LetterWording,
    OfficialLetter,
    PeopleUpload,
    Portrait,
    SignedScan,
)
from participants.official import letters as official
from participants.states import Status
from tests import factories
from tests.access_table import VISITORS

SIGN_IN, PASSWORD_AGAIN = "/accounts/login/", "/accounts/reauthenticate/"
LETTERS = {200: "P", 403: "R", 404: "N"}
OF_THE_PUBLIC = ["dialogue", "topics", "programme", "speakers", "changes", "changes_feed"]
OF_THE_PUBLIC += ["calendars"]
SECRET = "https://dialogue.test/secret-link"


def rows(table):
    """{name: {visitor: letter}} of a table of tests.access_table."""
    lines = [line.rsplit(maxsplit=len(VISITORS)) for line in table.splitlines()]
    return {
        name: dict(zip(VISITORS, letters, strict=True))
        for name, *letters in filter(None, lines)
        if not name.startswith("#") and letters
    }


class Visitors:
    """Calling it with a kind of visitor gives that visitor's fresh browser, signed in."""

    def __init__(self):
        call_command("load_roles", stdout=io.StringIO())
        self.users = {kind: self._make(kind) for kind in VISITORS if kind != "nobody"}

    def _make(self, kind):
        user = factories.organiser(
            username=kind,
            password="a long sentence of hers",
            is_staff=kind != "user",
            is_superuser=kind == "superuser",
        )
        user.groups.set(Group.objects.filter(name=kind.capitalize()))
        return user

    def __call__(self, kind):
        client = Client()
        if kind in self.users:
            client.force_login(self.users[kind])
        return client


class World(dict):
    """{name: row}, and what the addresses of these rows are made of."""

    @cached_property
    def arguments(self):
        """Made once a world: this makes rows of its own, which every page would have to show."""
        return _arguments(self)


def make_world(dialogue):
    """A World with one row of everything, named as the admin site's addresses name models."""
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    document = factories.document()
    factories.paragraph(document, "Trust in AI", number=1)
    owner = factories.organiser(username="somebody-else")
    session = factories.session(dialogue, slug="opening")
    factories.role(session, invitation.person, kind="chair", state="planned")
    world = {
        "agenda_backgroundpaper": factories.paper(session),
        "agenda_documentupload": DocumentUpload.objects.create(
            document=document,
            filename="new.txt",
            content=b"Trust in AI",
            paragraphs=[["text", "Trust in AI"]],
            user=owner,
        ),
        "agenda_documentversion": DocumentVersion.objects.create(
            document=document,
            sha256="0" * 64,
            content=b"Trust",
            paragraphs=[["text", "Trust"]],
            imported_at=timezone.now(),
        ),
        "agenda_organiserscalendar": OrganisersCalendar.objects.create(
            dialogue=dialogue, user=factories.organiser(username="owner-of-a-calendar")
        ),
        "agenda_passage": Passage.objects.create(document=document, start="Trust in", end="AI"),
        "agenda_room": factories.room(dialogue),
        "agenda_role": factories.role(session, invitation.person, state="asked"),
        "agenda_session": session,
        "agenda_sessionnote": factories.note(session),
        "agenda_sourcedocument": document,
        "agenda_term": factories.term(dialogue),
        "agenda_topic": factories.topic(dialogue, slug="trust"),
        "auth_group": Group.objects.first(),
        "auth_user": owner,
        "mail_blockedaddress": BlockedAddress.objects.create(
            address="gone@example.org", reason="it bounced"
        ),
        "dialogue_dialogue": dialogue,
        "a portrait": Portrait.objects.create(
            person=invitation.person, small=b"small", large=b"large"
        ),
        "an emblem": Emblem.objects.create(dialogue=dialogue, version="ab12", content=b"<svg/>"),
        "dialogue_securityevent": security_log.record(SecurityEvent.Kind.SIGNED_IN),
        "dialogue_job": _job(dialogue, owner),
        "dialogue_workstream": factories.work_stream(dialogue),
        "mail_outgoingmail": make_mail("invitation", dialogue),
        "a reminder": make_mail("reminder", dialogue),
        "participants_category": invitation.category,
        "participants_delegation": factories.delegation(dialogue),
        "participants_invitationwithdetails": invitation,
        "participants_datarequest": factories.data_request(dialogue, person=invitation.person),
        "participants_detailschange": factories.details_change(invitation),
        "participants_incomingletter": factories.incoming_letter(factories.delegation(dialogue)),
        "participants_incomingmail": factories.incoming_mail(invitation),
        "participants_invitation": invitation,
        "participants_headingmeaning": HeadingMeaning.objects.create(key="wer", heading="Wer"),
        "participants_hiddencountry": HiddenCountry.objects.create(country="BV"),
        "participants_organisation": invitation.person.organisation,
        "participants_peopleupload": PeopleUpload.objects.create(
            filename="list.csv", content=b"Family name,E-mail\nTan,tan@example.org\n", user=owner
        ),
        "participants_person": invitation.person,
        "participants_reminderrule": factories.reminder_rule(dialogue, kind="details"),
    }
    letter = factories.official_letter(invitation)
    world |= {
        "participants_officialletter": letter,
        "participants_letterhead": dialogue.letter_head,
        "participants_signatory": letter.signatory,
        "participants_letterwording": _wording(dialogue),
        "participants_registerentry": _signed(factories.official_letter(invitation)),
    }
    world["agenda_release"] = factories.release(dialogue)
    return World(world)


def _wording(dialogue):
    text = "Come to {dialogue}.\n{paragraph}"
    return LetterWording.objects.create(dialogue=dialogue, kind="thanks", language="en", text=text)


def _signed(letter):
    """The entry in the register of a letter that was mailed with its scan."""
    letter = official.issue(letter, None, timezone.localdate())
    SignedScan.objects.create(letter=letter, content=b"%PDF-1.7", pages=1)
    OfficialLetter.objects.filter(pk=letter.pk).update(state="mailed")
    return letter.entry


def _letter_to_an_institution(dialogue):
    """[its token, the key of a letter that was mailed to it]"""
    delegation = seat_of_an_institution(dialogue).delegation
    letter = factories.official_letter(delegation=delegation, kind="nomination")
    return [delegation.token, _signed(letter).letter.pk]


def _job(dialogue, owner):
    """Long work that is done, with its file."""
    job = Job.objects.create(
        kind="export",
        user=owner,
        dialogue=dialogue,
        language="en",
        parameters={"list": "participants.person", "format": "csv"},
        state="done",
        finished_at=timezone.now(),
    )
    day = timedelta(days=1)
    JobFile.objects.create(
        job=job, name="people", kind="csv", content=b"Tan\n", expires_at=timezone.now() + day
    )
    return job


def seat_of_an_institution(dialogue):
    """A seat that an institution was asked to fill."""
    delegation = factories.delegation(dialogue)
    return factories.invitation(dialogue, Status.INVITED, delegation=delegation)


def behind(dialogue):
    """The invitation of a delegate whose calendar has not seen the programme that is out."""
    made = factories.invitation(dialogue, Status.ACCEPTED)
    long_ago = timezone.now() - timedelta(days=30)
    FeedReading.objects.create(
        dialogue=dialogue,
        feed="personal",
        invitation=made,
        client="google",
        key=made.calendar_key,
        fetched_at=timezone.now(),
        version_at=long_ago,
    )
    return made


def make_mail(kind, dialogue=None):
    """A mail in the outbox with a link in it that opens something."""
    return outbox.store(
        kind=kind,
        dialogue=dialogue,
        language="en",
        to_name="Mei Tan",
        to_address="mei@example.org",
        subject=f"About the {kind}",
        text=f"Open {SECRET}",
        html=f"<html><head></head><body>{SECRET}</body></html>",
        attachments=[("dialogue.ics", "text/calendar", b"BEGIN:VCALENDAR")],
        calendar=b"BEGIN:VCALENDAR",
        calendar_method="REQUEST",
    )


def address(name, world):
    """Where a visitor goes to try the view of this name, with the rows of `world` in it."""
    if name.startswith("/"):
        row = world.get("_".join(name.split("/")[2:4]))
        return name.replace("<path:object_id>", str(row.pk)) if row else "/admin/nowhere/"
    model = name.removeprefix("admin:").rpartition("_")[0].removesuffix("_simple")
    if name.endswith("_simple_history"):
        return reverse(name, args=[world[model].pk, world[model].history.first().pk])
    if name.endswith(("_change", "_delete", "_history")) and model in world:
        return reverse(name, args=[world[model].pk])
    return reverse(name, args=world.arguments.get(name, []))


def _invited(account):
    """The token of an invitation that opens this account."""
    return invitations.link(account).rsplit("/", 2)[1]


def _arguments(world):
    dialogue, invitation = world["dialogue_dialogue"], world["participants_invitation"]
    mail, reminder = world["mail_outgoingmail"], world["a reminder"]
    return {
        "admin:app_list": ["participants"],
        "admin:guide_chapter": ["people"],
        "emblem": [world["an emblem"].version],
        "portrait": [world["a portrait"].key, 160],
        "admin:renew_access": [world["auth_user"].pk],
        "account_invitation": [_invited(world["auth_user"])],
        "admin:balance": [dialogue.pk],
        "admin:ready_to_invite": [dialogue.pk],
        "admin:status_report": [dialogue.pk],
        "admin:new_dialogue_step": [1],
        "admin:coverage": [dialogue.pk],
        "admin:coverage_xlsx": [dialogue.pk],
        "admin:glossary": [dialogue.pk],
        "admin:glossary_sheet": [dialogue.pk],
        "admin:glossary_xlsx": [dialogue.pk],
        "admin:topic_related": [world["agenda_topic"].pk],
        "admin:document_reading": [world["agenda_sourcedocument"].pk],
        "admin:document_new_version": [world["agenda_sourcedocument"].pk],
        "admin:document_new_version_preview": [world["agenda_documentupload"].pk],
        "admin:document_correct": [world["agenda_sourcedocument"].pk],
        "admin:document_split": [
            world["agenda_sourcedocument"].pk,
            1,
        ],
        "admin:document_version": [world["agenda_documentversion"].pk],
        "admin:document_version_file": [world["agenda_documentversion"].pk],
        "admin:passage_in_text": [world["agenda_passage"].pk],
        "admin:concept_note": [dialogue.pk],
        **{
            f"admin:incoming_{name}": [world["participants_incomingmail"].pk]
            for name in ["again", "confirm", "dismiss", "file"]
        },
        **{
            f"admin:data_request_{name}": [world["participants_datarequest"].pk]
            for name in ["answer", "reopen"]
        },
        **{
            f"admin:person_{name}": [invitation.person.pk]
            for name in ["copy", "copy_file", "erase", "lift_block", "mail_instead", "portrait"]
        },
        "admin:letters_in": [dialogue.pk],
        "admin:delegation_letter_in": [world["participants_delegation"].pk],
        "admin:invitation_letter_in": [invitation.pk],
        "admin:incoming_letter_file": [world["participants_incomingletter"].pk],
        "admin:invitation_answer": [invitation.pk],
        "admin:invitation_nomination": [invitation.pk],
        "admin:delegation_renew_link": [world["participants_delegation"].pk],
        "admin:invitation_consent": [invitation.pk],
        "admin:invitation_details": [invitation.pk],
        "admin:invitation_letter": [invitation.pk],
        "admin:invitation_rehearsal": [invitation.pk, "withdraw"],
        "admin:group_letter": [dialogue.pk],
        "admin:group_letter_frame": [invitation.pk],
        "admin:offer_letter": [invitation.pk],
        "admin:invitation_action": ["withdraw"],
        "admin:programme_day": [dialogue.pk, "2031-06-02"],
        "admin:programme_late": [dialogue.pk, "2031-06-02", world["agenda_session"].pk],
        "admin:conflicts": [dialogue.pk],
        "admin:dialogue_changed": [dialogue.pk],
        "admin:calendars": [dialogue.pk],
        "admin:calendars_write": [dialogue.pk],
        "admin:calendars_letter": [dialogue.pk, behind(dialogue).pk],
        "admin:release_draft": [dialogue.pk],
        "admin:release_compare": [dialogue.pk],
        "admin:session_letter": [world["agenda_session"].pk],
        "admin:session_letter_frame": [world["agenda_role"].pk],
        "admin:session_notes": [world["agenda_session"].pk],
        "admin:session_notes_file": [world["agenda_session"].pk, "docx"],
        "admin:dialogue_notes_file": [dialogue.pk, "xlsx"],
        "admin:reminder_letter": [invitation.pk],
        "admin:outgoing_mail_calendar": [mail.pk],
        "admin:outgoing_mail_file": [mail.pk, MailAttachment.objects.get(mail=mail).pk],
        "admin:outgoing_mail_html": [mail.pk],
        "admin:outgoing_mail_edit": [mail.pk],
        "admin:outgoing_mail_action": ["hold"],
        "admin:reserve": [dialogue.pk],
        "admin:reserve_offer": [dialogue.pk],
        "admin:participants_list": [dialogue.pk],
        "admin:participants_xlsx": [dialogue.pk],
        "admin:participants_file": [dialogue.pk],
        "admin:information_note": [dialogue.pk],
        "admin:information_note_publish": [dialogue.pk],
        "admin:information_note_file": [dialogue.pk],
        "admin:participants_publish": [dialogue.pk],
        "admin:dialogue_job_file": [world["dialogue_job"].pk],
        "admin:people_import_preview": [world["participants_peopleupload"].pk],
        "admin:people_import_columns": [world["participants_peopleupload"].pk],
        "admin:people_import_refused": [world["participants_peopleupload"].pk],
        **{f"admin:{model}_export": ["csv"] for model in world},
        "admin:view_on_site": [ContentType.objects.get_for_model(dialogue).pk, dialogue.pk],
        "unsubscribe": [make_token("unsubscribe", reminder.message_id[1:37])],
        "answer": [invitation.token],
        "substitute": [invitation.token],
        "seat_letter": [invitation.token],
        "delegation": [seat_of_an_institution(dialogue).delegation.token],
        "delegation_letter": [seat_of_an_institution(dialogue).delegation.token],
        **{
            name: [invitation.token]
            for name in [
                "details",
                "details_autosave",
                "details_code",
                "details_send_code",
                "details_consent",
                "details_portrait",
                "details_close",
                "details_take_change_back",
                "details_data",
                "details_data_file",
            ]
        },
        "invitees_letter": [invitation.token, world["participants_registerentry"].letter.pk],
        "institutions_letter": _letter_to_an_institution(dialogue),
        **{
            f"admin:official_letter_{name}": [world["participants_registerentry"].letter.pk]
            for name in ["pdf", "docx", "signed", "scan"]
        },
        "admin:official_letter_action": ["issue"],
        "admin:official_letters_scans": [dialogue.pk],
        "admin:official_letters_write": [],
        "delegate_role": [invitation.token, world["agenda_role"].pk],
        "delegate_programme": [invitation.token],
        "admin:role_letter": [invitation.pk],
        "admin:background_paper_file": [world["agenda_backgroundpaper"].pk],
        "delegates_paper": [invitation.token, world["agenda_backgroundpaper"].pk],
        "admin:role_answer": [world["agenda_role"].pk],
        "calendar": [dialogue.slug],
        "calendar_mine": [invitation.calendar_token],
        "calendar_organisers": [world["agenda_organiserscalendar"].token],
        "calendar_session": [dialogue.slug, "opening"],
        "calendar_topic": [dialogue.slug, "trust"],
        "personal_calendar": [invitation.token],
        "your_data": [invitation.token],
        "delegates_information": [invitation.token],
        "delegates_information_file": [invitation.token],
        "delegates_list": [invitation.token],
        "delegates_list_file": [invitation.token],
        "account_reset_password_from_key": ["zzzz", "wrong-key"],
        "mfa_edit_webauthn": [1],
        "mfa_remove_webauthn": [1],
        "topic": [dialogue.slug, "trust"],
        "share_picture": [dialogue.slug],
        **{name: [dialogue.slug] for name in OF_THE_PUBLIC},
    }


def letter(response, path):
    """With which letter of tests.access_table a visitor's way to `path` ended."""
    end = response.request["PATH_INFO"]
    if response.status_code == 200 and end != path and end in {SIGN_IN, PASSWORD_AGAIN}:
        return "S" if end == SIGN_IN else "A"
    return LETTERS.get(response.status_code, str(response.status_code))
