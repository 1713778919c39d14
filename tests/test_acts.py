"""Who may do what in the admin site: every kind of visitor sends what an organiser would send, and
only for those whom tests/access_table.py names does anything change."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from agenda.evidence import citing, related
from agenda.models import (
    AcceptedConflict,
    Dismissal,
    DocumentUpload,
    InformationNote,
    InformationText,
    OrganisersCalendar,
    Passage,
    Release,
    Role,
    Session,
    SessionNote,
    SourceDocument,
    Term,
    Topic,
)
from agenda.programme import sessions
from dialogue.backups import aftermath
from dialogue.mail import after_restoring, bounces
from dialogue.mail.models import BlockedAddress, OutgoingMail, Wave
from dialogue.models import Dialogue
from participants.delegates import consents
from participants.inbox import decisions
from participants.models import (
    Answer,
    Category,
    Consent,
    DataRequest,
    DelegateDetails,
    Delegation,
    HiddenCountry,
    IncomingLetter,
    IncomingMail,
    Invitation,
    Nomination,
    OfficialLetter,
    ParticipantList,
    PeopleUpload,
    Person,
    Reminder,
    ReminderRule,
)
from participants.official import letters as official
from participants.personal_data import register
from participants.states import Status
from participants.workflow import nominations, transitions
from tests import factories
from tests.access_table import ACTS, VISITORS
from tests.participants.official.scanned import paper as signed_paper
from tests.reading import filled_form
from tests.visitors import (
    SECRET,
    Visitors,
    address,
    behind,
    letter,
    make_mail,
    make_world,
    rows,
    seat_of_an_institution,
)

# Pages of libraries are used too, and their templates name variables that are not there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def visit(db):
    return Visitors()


@pytest.fixture
def world(dialogue, visit):
    dialogue.capacity = 100  # there is room for what seven visitors do one after the other
    dialogue.save()
    return make_world(dialogue)


class Acts:
    """Each method gives (address, what is sent there) for one act. What is sent differs from
    visitor to visitor, so that one who acts changes something though another has acted."""

    def __init__(self, visit, world, visitor):
        self.superuser, self.world, self.visitor = visit("superuser"), world, visitor
        self.dialogue = world["dialogue_dialogue"]

    def _edit(self, name, **changes):
        path = reverse(name) if name.endswith("_add") else address(name, self.world)
        return path, {**filled_form(self.superuser.get(path).content), **changes}

    def clear_an_invitation(self):
        draft = factories.invitation(self.dialogue)
        return "/admin/participants/invitation/action/clear/", {"ids": draft.pk, "confirmed": "1"}

    def withdraw_an_invitation(self):
        path = "/admin/participants/invitation/action/withdraw/"
        invited = factories.invitation(self.dialogue, Status.INVITED)
        return path, {"ids": invited.pk, "confirmed": "1"}

    def remind_an_invitee(self):
        invited = factories.invitation(self.dialogue, Status.INVITED)
        return "/admin/participants/invitation/action/remind/", {
            "ids": invited.pk,
            "confirmed": "1",
        }

    def _due_reminder(self):
        """Somebody invited two days ago, and a rule whose day is today."""
        today = self.dialogue.local(timezone.now()).date()
        long_ago = timezone.now() - timedelta(days=2)
        number = next(factories.numbers)
        moment = timezone.now() + timedelta(days=number % 300 + 1)
        invited = factories.invitation(
            self.dialogue, Status.INVITED, invited_at=long_ago, reply_by_at=moment
        )
        days = (self.dialogue.local(moment).date() - today).days
        rule, _made = ReminderRule.objects.get_or_create(
            dialogue=self.dialogue, kind="answer", days_before=days
        )
        return f"{rule.pk}-{invited.pk}-{today:%Y%m%d}"

    def send_due_reminders(self):
        self._due_reminder()
        data = {"dialogue": self.dialogue.pk, "confirmed": "1"}
        return "/admin/participants/invitation/reminders/send/", data

    def hold_a_reminder_back(self):
        data = {"dialogue": self.dialogue.pk, "letters": self._due_reminder(), "hold": "1"}
        return "/admin/participants/invitation/reminders/", data

    def edit_a_reminder_rule(self):
        days = 30 + VISITORS.index(self.visitor)
        return self._edit("admin:participants_reminderrule_change", days_before=days)

    def write_down_an_answer(self):
        data = {"response": "decline", "channel": "telephone", "answered_by_name": self.visitor}
        return address("admin:invitation_answer", self.world), data

    def write_down_a_nomination(self):
        seat = seat_of_an_institution(self.dialogue)
        return f"/admin/participants/invitation/{seat.pk}/nomination/", {
            "family_name": "Lim",
            "title_en": "Director",
            "email": f"{self.visitor}@example.org",
            "language": "en",
            "proposed_by_name": "Mr Tan",
            "channel": "telephone",
        }

    def agree_to_a_nomination(self):
        seat = seat_of_an_institution(self.dialogue)
        by = transitions.Actor(transitions.Door.LINK, "office")
        nominations.nominate(seat, by, factories.nomination(email=f"of-{self.visitor}@example.org"))
        return "/admin/participants/invitation/action/approve/", {"ids": seat.pk, "confirmed": "1"}

    def compare_names_with_a_letter(self):
        seat = seat_of_an_institution(self.dialogue)
        by = transitions.Actor(transitions.Door.LINK, "office")
        nomination = factories.nomination(email=f"in-a-letter-{self.visitor}@example.org")
        nominations.nominate(seat, by, nomination)
        letter = factories.incoming_letter(seat.delegation)
        name = f"name-{nomination.pk}"
        return address("admin:letters_in", self.world), {
            f"{name}-check": "same",
            f"{name}-letter": letter.pk,
        }

    def record_a_letter(self):
        delegation = factories.delegation(self.dialogue)
        scan = SimpleUploadedFile("letter.pdf", factories.pdf(), "application/pdf")
        return f"/admin/participants/delegation/{delegation.pk}/letter/", {
            "file": scan,
            "channel": "paper",
        }

    def _official_letter(self, state):
        invited = factories.invitation(self.dialogue, Status.INVITED)
        letter = factories.official_letter(invited)
        if state != "draft":
            official.issue(letter, None, self.dialogue.starts_on)
            letter.refresh_from_db()
        if state == "signed":
            official.attach(letter, signed_paper(letter), None)
        return letter

    def issue_an_official_letter(self):
        letter = self._official_letter("draft")
        day = self.dialogue.starts_on.isoformat()
        return "/admin/participants/officialletter/action/issue/", {
            "ids": letter.pk,
            "confirmed": "1",
            "dated_on": day,
        }

    def upload_a_signed_scan(self):
        letter = self._official_letter("issued")
        scan = SimpleUploadedFile("scan.pdf", signed_paper(letter), "application/pdf")
        return f"/admin/participants/officialletter/{letter.pk}/scan/", {"file": scan}

    def mail_an_official_letter(self):
        letter = self._official_letter("signed")
        return "/admin/participants/officialletter/action/mail/", {
            "ids": letter.pk,
            "confirmed": "1",
        }

    def renew_a_delegations_link(self):
        seat = seat_of_an_institution(self.dialogue)
        return f"/admin/participants/delegation/{seat.delegation.pk}/renew/", {
            "reason": "lost",
            "confirmed": "1",
        }

    def move_on_the_reserve_list(self):
        category = factories.category(self.dialogue)
        first, _second = (
            factories.invitation(self.dialogue, Status.RESERVE, category=category) for _ in range(2)
        )
        return address("admin:reserve", self.world), {"move": f"{first.pk}:down:1"}

    def offer_a_freed_seat(self):
        freed = factories.invitation(self.dialogue, Status.INVITED)
        Invitation.objects.filter(pk=freed.pk).update(reply_by_at=freed.created_at)
        waits = factories.invitation(self.dialogue, Status.RESERVE)
        data = {"freed": freed.pk, "to": waits.pk, "days": 3}
        return address("admin:reserve_offer", self.world), data

    def publish_the_list_of_participants(self):
        invitation = factories.invitation(self.dialogue, Status.ACCEPTED)
        consents.record(invitation, "list", True, door="link", actor="Mei Tan")
        return address("admin:participants_publish", self.world), {"standing": "provisional"}

    def publish_the_information_note(self):
        Dialogue.objects.filter(pk=self.dialogue.pk).update(contact_name_en=self.visitor)
        return address("admin:information_note_publish", self.world), {}

    def write_the_information_note(self):
        return address("admin:information_note", self.world), {"press_en": self.visitor}

    def take_consent_back(self):
        invitation = self.world["participants_invitation"]
        consents.record(invitation, "list", True, door="link", actor="Mei Tan")
        data = {"purposes": ["list"], "told_by": "the delegate, by telephone"}
        return address("admin:invitation_consent", self.world), data

    def tell_of_new_facts(self):
        factories.invitation(self.dialogue, Status.ACCEPTED, calendar_told=0)
        Dialogue.objects.filter(pk=self.dialogue.pk).update(sequence=1)
        return address("admin:dialogue_changed", self.world), {"confirmed": "1"}

    def edit_an_invitation(self):
        return self._edit("admin:participants_invitation_change", note=self.visitor)

    def draft_invitations(self):
        return "/admin/participants/person/", {
            "action": "draft_invitations",
            "_selected_action": factories.person().pk,
            "category": self.world["participants_category"].pk,
            "confirmed": "1",
        }

    def _incoming(self, invited):
        return factories.incoming_mail(factories.invitation(self.dialogue, invited))

    def take_an_answer_over(self):
        row = self._incoming(Status.INVITED)
        return f"/admin/participants/incomingmail/{row.pk}/confirm/", {}

    def dismiss_a_message(self):
        row = self._incoming(Status.INVITED)
        return f"/admin/participants/incomingmail/{row.pk}/dismiss/", {}

    def take_a_message_up_again(self):
        row = self._incoming(Status.INVITED)
        decisions.dismiss(row, self.world["auth_user"])
        return f"/admin/participants/incomingmail/{row.pk}/again/", {}

    def upload_a_message(self):
        raw = f"From: {self.visitor}@example.org\r\nSubject: Hello\r\n\r\nHello\r\n"
        file = SimpleUploadedFile("letter.eml", raw.encode())
        return "/admin/participants/incomingmail/upload/", {"file": file}

    def erase_a_person(self):
        person = factories.person(email=f"{self.visitor}@example.net")
        return reverse("admin:person_erase", args=[person.pk]), {"is_sure": "on"}

    def write_to_an_address_again(self):
        person = self.world["participants_person"]
        bounces.block(person.email, "unknown user")
        return address("admin:person_lift_block", self.world), {}

    def import_people(self):
        address = f"{self.visitor}@example.org"
        upload = PeopleUpload.objects.create(
            filename="list.csv",
            content=f"Family name,E-mail\nTan,{address}\n".encode(),
            user=self.world["auth_user"],
        )
        path = f"/admin/participants/person/import/{upload.pk}/"
        shown = self.superuser.get(path).context["plan"].fingerprint
        return path, {"seen": shown, "confirmed": "1"}

    def edit_a_person(self):
        return self._edit("admin:participants_person_change", note=self.visitor)

    def answer_a_data_request(self):
        row = factories.data_request(self.dialogue)
        data = {"state": "answered", "text": self.visitor}
        return reverse("admin:data_request_answer", args=[row.pk]), data

    def reopen_a_data_request(self):
        row = factories.data_request(self.dialogue)
        register.answer(row, "refused", "No proof", self.world["auth_user"])
        return reverse("admin:data_request_reopen", args=[row.pk]), {"reason": self.visitor}

    def write_down_details(self):
        accepted = factories.invitation(self.dialogue, Status.ACCEPTED)
        data = {"told_by": self.visitor, "channel": "telephone", "diet": "vegetarian"}
        return reverse("admin:invitation_details", args=[accepted.pk]), data

    def _change_of_details(self):
        accepted = factories.invitation(self.dialogue, Status.ACCEPTED)
        change = factories.details_change(accepted)
        return reverse("admin:participants_detailschange_change", args=[change.pk])

    def accept_a_change_of_details(self):
        return self._change_of_details(), {"act": "accept"}

    def refuse_a_change_of_details(self):
        return self._change_of_details(), {"act": "refuse", "reason": self.visitor}

    def revert_a_person(self):
        return self._edit("admin:participants_person_simple_history", note=self.visitor)

    def delete_a_category(self):
        unused = factories.category(self.dialogue)
        return f"/admin/participants/category/{unused.pk}/delete/", {"post": "yes"}

    def hide_a_country(self):
        return reverse("admin:participants_hiddencountry_add"), {
            "country": ["AQ", "CC", "HM", "IO", "NF", "PN", "TF", "UM"][
                VISITORS.index(self.visitor)
            ]
        }

    def revert_a_topic(self):
        return self._edit("admin:agenda_topic_simple_history", title_en=self.visitor)

    def edit_a_session(self):
        return self._edit("admin:agenda_session_change", title_en=self.visitor)

    def move_a_session(self):
        path = f"{address('admin:programme_day', self.world)}?session={self._session().pk}"
        minutes = {"ends_at_1": f"18:{10 + VISITORS.index(self.visitor)}"}
        return path, {**filled_form(self.superuser.get(path).content), "do": "move", **minutes}

    def _session(self):
        session = self.world["agenda_session"]
        session.refresh_from_db()
        return session

    def swap_two_sessions(self):
        one = self._session()
        other = factories.session(self.dialogue, starts_at=one.starts_at + timedelta(hours=2))
        return address("admin:programme_day", self.world), {
            "do": "swap",
            "session": one.pk,
            "seen": one.changed_at.isoformat(),
            "other": f"{other.pk}@{other.changed_at.isoformat()}",
        }

    def run_late(self):
        path = address("admin:programme_late", self.world)
        asked = {"minutes": 5, "where": "everywhere"}
        shown = self.superuser.get(path, asked).context["seen"]
        return path, {**asked, "seen": shown}

    def accept_a_conflict(self):
        path = address("admin:conflicts", self.world)
        factories.session(self.dialogue)
        page = self.superuser.get(path).context["page"]
        conflict = next(one.conflict for one in page if not one.accepted)
        return path, {"conflict": conflict.fingerprint, "reason": self.visitor}

    def release_the_programme(self):
        session = self._session()
        session.title_en = session.title_vi = f"Changed by {self.visitor}"
        sessions.save_session(session)
        path = address("admin:release_draft", self.world)
        return path, filled_form(self.superuser.get(path).content)

    def ask_to_take_a_role(self):
        invitation = factories.invitation(self.dialogue, Status.ACCEPTED)
        role = factories.role(self._session(), invitation.person, state="planned")
        return "/admin/agenda/role/ask/", {"ids": role.pk, "confirmed": "1"}

    def write_down_an_answer_about_a_role(self):
        return address("admin:role_answer", self.world), {
            "answer": "refuse",
            "channel": "telephone",
            "answered_by": "Mr Tan",
            "remark": self.visitor,
        }

    def take_a_role_away(self):
        factories.role(self._session(), factories.person(), state="asked", position=9)
        path, data = self._edit("admin:agenda_session_change")
        last = int(data["roles-TOTAL_FORMS"]) - 1
        return path, {**data, f"roles-{last}-DELETE": "on"}

    def write_a_note(self):
        return address("admin:session_notes", self.world), {"text": self.visitor, "language": "en"}

    def move_a_note(self):
        note = factories.note(self.world["agenda_session"])
        return address("admin:session_notes", self.world), {"move": f"{note.pk}:up"}

    def edit_a_note(self):
        return self._edit("admin:agenda_sessionnote_change", text=self.visitor)

    def revert_a_note(self):
        return self._edit("admin:agenda_sessionnote_simple_history", text=self.visitor)

    def delete_a_note(self):
        note = factories.note(self.world["agenda_session"])
        return f"/admin/agenda/sessionnote/{note.pk}/delete/", {"post": "yes"}

    def make_an_own_calendar(self):
        return address("admin:calendars", self.world), {"act": "make"}

    def write_to_those_behind(self):
        ids = behind(self.dialogue).pk
        return address("admin:calendars_write", self.world), {"ids": ids}

    def edit_a_topic(self):
        return self._edit("admin:agenda_topic_change", title_en=self.visitor)

    def edit_a_term(self):
        return self._edit("admin:agenda_term_change", preferred_en=self.visitor)

    def revert_a_term(self):
        return self._edit("admin:agenda_term_simple_history", preferred_en=self.visitor)

    def _on_a_suggestion(self, act):
        """A sentence in a document of its own, and what a button under it sends."""
        text = f"The first and the last words of {self.visitor} name this sentence and no other"
        paragraph = factories.paragraph(factories.document(), text)
        return address("admin:topic_related", self.world), {
            "act": act,
            "paragraph": paragraph.pk,
            "start": 0,
            "end": len(text),
            "fingerprint": related.fingerprint(text),
        }

    def cite_a_proposed_passage(self):
        return self._on_a_suggestion("cite")

    def dismiss_a_proposed_passage(self):
        return self._on_a_suggestion("dismiss")

    def suggest_a_passage_again(self):
        topic, user = self.world["agenda_topic"], self.world["auth_user"]
        dismissal = citing.dismiss(topic, f"Dismissed by {self.visitor}", user)
        data = {"act": "suggest_again", "fingerprint": dismissal.fingerprint}
        return address("admin:topic_related", self.world), data

    def _marked(self):
        document = factories.document_with_text("Trust in AI grows slowly.")
        topic = self.world["agenda_topic"]
        return document, topic, factories.passage(document, "Trust in AI", topics=[topic])

    def mark_a_passage(self):
        document, topic, _passage = self._marked()
        data = {"paragraph": 1, "start": "grows slowly", "topic": topic.pk}
        return f"/admin/agenda/sourcedocument/{document.pk}/reading/", data

    def tell_what_a_passage_says(self):
        _document, _topic, passage = self._marked()
        data = {"act": "gist", "gist_en": "In brief.", "gist_vi": "Tóm lại."}
        return f"/admin/agenda/passage/{passage.pk}/in-text/", data

    def take_a_passage_off(self):
        _document, topic, passage = self._marked()
        data = {"act": "take_off", "topic": topic.pk}
        return f"/admin/agenda/passage/{passage.pk}/in-text/", data

    def delete_a_passage(self):
        _document, _topic, passage = self._marked()
        return f"/admin/agenda/passage/{passage.pk}/in-text/", {"act": "delete"}

    def put_a_new_text(self):
        text = f"Trust in AI grows, says {self.visitor}."
        upload = DocumentUpload.objects.create(
            document=factories.document_with_text("Trust in AI grows slowly."),
            filename="new.txt",
            content=text.encode(),
            paragraphs=[["text", text]],
            user=self.world["auth_user"],
        )
        path = f"/admin/agenda/sourcedocument/new-version/{upload.pk}/"
        shown = self.superuser.get(path).context["plan"].fingerprint
        return path, {"seen": shown, "confirmed": "1"}

    def edit_the_dialogue(self):
        return self._edit("admin:dialogue_dialogue_change", title_en=self.visitor)

    def _mail_step(self, name, state, **typed):
        """A mail of its own in a state, and what the step's page sends for it."""
        mail = make_mail("invitation", self.dialogue)
        finished_at = mail.created_at if state in {"failed", "sent"} else None
        held_because = "a reason" if state == "on_hold" else ""
        OutgoingMail.objects.filter(pk=mail.pk).update(
            state=state, finished_at=finished_at, held_because=held_because
        )
        path = f"/admin/mail/outgoingmail/action/{name}/"
        return path, {"ids": mail.pk, "confirmed": "1", **typed}

    def send_a_mail_again(self):
        return self._mail_step("resend", "failed")

    def send_a_copy_of_a_mail(self):
        return self._mail_step("copy", "sent")

    def send_a_test_of_a_mail(self):
        return self._mail_step("test", "queued")

    def hold_a_mail(self):
        return self._mail_step("hold", "queued", reason=self.visitor)

    def let_a_mail_go(self):
        return self._mail_step("release", "on_hold")

    def send_a_mail_later(self):
        return self._mail_step("schedule", "queued", moment_0="2031-05-01", moment_1="09:00")

    def keep_a_mail_back(self):
        return self._mail_step("cancel", "draft")

    def record_a_letter_as_handed_over(self):
        return self._mail_step("hand-over", "to_hand_over", how="post")

    def mail_a_letter_instead(self):
        person = factories.person(email=f"{self.visitor}@example.com")
        invited = factories.invitation(self.dialogue, Status.INVITED, person=person)
        letter = make_mail("invitation", self.dialogue)
        OutgoingMail.objects.filter(pk=letter.pk).update(
            state="to_hand_over", to_address="", to_name=person.name
        )
        invited.mails.add(letter)
        return f"/admin/participants/person/{person.pk}/mail-instead/", {}

    def decide_after_a_restore(self):
        make_mail("invitation", self.dialogue)
        now = timezone.now()
        after_restoring.hold_outbox(aftermath.Restored(now, now))
        return reverse("admin:outgoing_mail_restored"), {"cancel": "1"}

    def hold_a_wave(self):
        path, data = self.hold_a_mail()
        wave = Wave.objects.create(dialogue=self.dialogue, name=self.visitor)
        OutgoingMail.objects.filter(pk=data.pop("ids")).update(wave=wave)
        return path, {"wave": wave.pk, **data}

    def edit_a_letter(self):
        mail = self._mail_step("hold", "draft")[1]["ids"]
        data = {"subject": self.visitor, "text": f"Open {SECRET}"}
        return f"/admin/mail/outgoingmail/{mail}/edit/", data

    def block_an_address(self):
        data = {"address": f"{self.visitor}@example.org", "reason": "it bounced"}
        return "/admin/mail/blockedaddress/add/", data

    def unblock_an_address(self):
        address = f"no-{self.visitor}@example.org"
        blocked = BlockedAddress.objects.create(address=address, reason="it bounced")
        return f"/admin/mail/blockedaddress/{blocked.pk}/delete/", {"post": "yes"}

    def make_an_account(self):
        name = f"made-by-{self.visitor}"
        return self._edit("admin:auth_user_add", username=name, email=f"{name}@example.org")

    def renew_an_access(self):
        account = factories.organiser(username=f"renewed-by-{self.visitor}")
        return reverse("admin:renew_access", args=[account.pk]), {}


def everything():
    """What an act could change, as plain values."""
    models = [Dialogue, OutgoingMail, Category, Person, Invitation, Answer, Session, Topic]
    models += [Consent, DataRequest, Delegation, Nomination, Reminder, ReminderRule]
    models += [ParticipantList, InformationNote, InformationText]
    models += [AcceptedConflict, Dismissal, Passage, Release, Role, Term, Topic.passages.through]
    models += [SourceDocument, SessionNote, BlockedAddress, IncomingMail, OrganisersCalendar]
    models += [IncomingLetter, OfficialLetter]
    models += [HiddenCountry, DelegateDetails]
    accounts = get_user_model().objects.order_by("pk").values_list("username", "is_superuser")
    return [list(model.objects.order_by("pk").values()) for model in models] + [list(accounts)]


@pytest.mark.parametrize("name", rows(ACTS))
def test_only_those_in_the_table_can_act(name, visit, world):
    # Who may do what is decided before any database is asked; that it can be done is tried on each.
    visitors = VISITORS if connection.vendor == "sqlite" else ["superuser"]
    found = {}
    for visitor in visitors:
        path, data = getattr(Acts(visit, world, visitor), name)()
        before = everything()
        told = letter(visit(visitor).post(path, data, follow=True), path)
        found[visitor] = "+" if everything() != before else told if told in "SR" else "-"
    assert found == {visitor: rows(ACTS)[name][visitor] for visitor in visitors}


# What is not done to a row of one dialogue: documents and their passages are shared.
OF_NO_DIALOGUE = {"block_an_address", "unblock_an_address", "upload_a_message", "import_people"}
OF_NO_DIALOGUE |= {"delete_a_passage", "put_a_new_text", "make_an_account", "erase_a_person"}
OF_NO_DIALOGUE |= {"decide_after_a_restore", "hide_a_country", "tell_what_a_passage_says"}


@pytest.mark.parametrize("visitor", ["protocol", "programme", "secretariat"])
def test_nobody_acts_on_a_dialogue_that_is_limited_to_others(visitor, visit, world):
    world["dialogue_dialogue"].organisers.add(visit.users["superuser"])
    done = []
    for name, letters in rows(ACTS).items():
        if letters[visitor] == "+" and name not in OF_NO_DIALOGUE:
            path, data = getattr(Acts(visit, world, visitor), name)()
            before = everything()
            visit(visitor).post(path, data, follow=True)
            done += [name] if everything() != before else []
    assert done == []


def test_every_act_in_the_table_is_one_that_is_tried():
    tried = {name for name in vars(Acts) if not name.startswith("_")}
    assert tried == set(rows(ACTS))
