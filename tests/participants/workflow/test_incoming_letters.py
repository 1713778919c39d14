"""Official letters in: an institution sends the letter that names its delegates, the secretariat
compares the names, and whoever has no letter is not forgotten."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dialogue.personal_data import retention
from dialogue.refusals import EditConflict, Refused
from participants.models import IncomingLetter
from participants.states import Status
from participants.workflow import incoming_letters, invitations, nominations, transitions
from participants.workflow.incoming_letters import MOST, Finding
from tests import factories
from tests.reading import page
from tests.visitors import Visitors

pytestmark = pytest.mark.usefixtures("clock")

BY = transitions.Actor(transitions.Door.ADMIN, "Secretariat")
OFFICE = transitions.Actor(transitions.Door.LINK, "Office of the Minister")


@pytest.fixture
def delegation(dialogue):
    return factories.delegation(dialogue)


def nominated(delegation, **fields):
    """A nomination for another seat of the institution."""
    seat = factories.invitation(delegation.dialogue, Status.CLEARED, delegation=delegation)
    invitations.invite(seat, BY)
    nomination = factories.nomination(**fields)
    nominations.nominate(seat, OFFICE, nomination)
    return nomination


def demand(dialogue):
    dialogue.nomination_letters = "demanded"
    dialogue.save()


def letter_in(delegation):
    return reverse("admin:delegation_letter_in", args=[delegation.pk])


def scan(content=None):
    content = factories.pdf(2) if content is None else content
    return SimpleUploadedFile("letter.pdf", content, "application/pdf")


def typed(**fields):
    """What the page of an official letter sends."""
    values = {
        "reference": "128/CV-ABC",
        "dated_on": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "signatory": "Siti Aminah, Secretary General",
        "sent_by_name": "Mr Tan",
        "sent_by_email": "tan@example.org",
        "file": scan(),
    }
    return {**values, **fields}


def letter_address(delegation):
    return reverse("delegation_letter", args=[delegation.token])


def compared(nomination, check, letter, remark=""):
    """Save what an organiser found, and read the nomination again."""
    finding = Finding(check, letter, remark)
    dialogue = nomination.invitation.dialogue
    changed = incoming_letters.compare(dialogue, {nomination.pk: finding}, BY)
    nomination.refresh_from_db()
    return changed


class TestByTheInstitutionsLink:
    def test_one_letter_arrives_for_all_names(self, delegation, client):
        nominated(delegation)
        nominated(delegation)
        response = client.post(letter_address(delegation), typed())
        assert response.status_code == 302
        letter = IncomingLetter.objects.get()
        assert (letter.delegation, letter.pages) == (delegation, 2)
        assert (letter.entry.direction, letter.entry.number) == ("in", 1)
        assert letter.entry.symbol == "128/CV-ABC"
        assert bytes(letter.content).startswith(b"%PDF-")
        shown = page(client.get(letter_address(delegation)))
        assert "No. 128/CV-ABC" in shown
        assert "Siti Aminah, Secretary General" in shown
        assert "1 letter has arrived" in page(client.get(delegation.page_path))

    def test_the_same_file_twice_is_one_letter(self, delegation, client):
        nominated(delegation)
        content = factories.pdf()
        for _time in range(2):
            client.post(letter_address(delegation), typed(file=scan(content)))
        assert IncomingLetter.objects.count() == 1

    def test_the_scan_is_stored_encrypted(self, delegation):
        letter = factories.incoming_letter(delegation)
        with connection.cursor() as cursor:
            cursor.execute("SELECT content FROM participants_incomingletter")
            [stored] = cursor.fetchone()
        assert b"%PDF" not in bytes(stored)
        letter.refresh_from_db()
        assert bytes(letter.content).startswith(b"%PDF-")

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "The file is empty"),
            (b"PK\x03\x04 a Word file", "This is not a PDF"),
            (b"\xff\xd8\xff a photograph", "Photograph the letter again"),
            (b"%PDF-1.7 broken", "damaged"),
            (factories.pdf(101), "101 pages; at most 100"),
            (b"%PDF-" + bytes(10 * 1024 * 1024), "larger than 10 MB"),
        ],
    )
    def test_what_is_no_letter_is_refused_and_what_was_typed_stays(
        self, delegation, client, content, said
    ):
        nominated(delegation)
        shown = page(client.post(letter_address(delegation), typed(file=scan(content))), 422)
        assert said in shown
        assert "Siti Aminah, Secretary General" in shown
        assert not IncomingLetter.objects.exists()

    def test_a_scan_of_several_megabytes_arrives_but_only_with_a_link(self, delegation, client):
        nominated(delegation)
        large = factories.pdf() + b"\n%" + bytes(5 * 1024 * 1024)
        wrong = reverse("delegation_letter", args=["0" * 36])
        assert client.post(wrong, typed(file=scan(large))).status_code == 413
        assert client.post(delegation.page_path, typed(file=scan(large))).status_code == 413
        assert client.post(letter_address(delegation), typed(file=scan(large))).status_code == 302

    def test_a_locked_file_is_refused(self, delegation, client):
        nominated(delegation)
        locked = scan(factories.pdf(password="secret"))
        response = client.post(letter_address(delegation), typed(file=locked))
        assert "locked with a password" in page(response, 422)

    def test_a_file_that_runs_a_program_is_refused(self, delegation, client):
        nominated(delegation)
        active = scan(factories.pdf(script="app.alert('hello')"))
        response = client.post(letter_address(delegation), typed(file=active))
        assert "run a program" in page(response, 422)

    def test_a_date_that_is_still_to_come_is_refused_and_the_file_asked_for_again(
        self, delegation, client
    ):
        nominated(delegation)
        tomorrow = (timezone.localdate() + timedelta(days=2)).isoformat()
        shown = page(client.post(letter_address(delegation), typed(dated_on=tomorrow)), 422)
        assert "This day is still to come" in shown
        assert "choose the file again" in shown

    def test_the_link_cannot_fill_the_database(self, delegation):
        for number in range(MOST):
            factories.incoming_letter(delegation, sha256=f"{number:064}")
        letter = IncomingLetter(
            dialogue=delegation.dialogue,
            delegation=delegation,
            content=factories.pdf(3),
            filename="one-too-many.pdf",
            pages=3,
        )
        with pytest.raises(Refused, match="20 letters already"):
            incoming_letters.receive(letter, OFFICE)

    def test_the_page_is_not_offered_where_no_letter_is_asked_for(self, delegation, client):
        nominated(delegation)
        delegation.dialogue.nomination_letters = "not_asked"
        delegation.dialogue.save()
        assert "Official letter" not in page(client.get(delegation.page_path))

    def test_a_delegate_sends_the_letter_about_a_substitute(self, dialogue, client):
        seat = factories.invitation(dialogue, Status.ACCEPTED)
        response = client.post(reverse("seat_letter", args=[seat.token]), typed())
        assert response.status_code == 302
        assert IncomingLetter.objects.get().invitation == seat
        shown = page(client.get(reverse("substitute", args=[seat.token])))
        assert reverse("seat_letter", args=[seat.token]) in shown

    def test_a_delegate_who_sends_it_is_known_and_the_address_is_not_shown(self, dialogue, client):
        seat = factories.invitation(dialogue, Status.ACCEPTED)
        address = reverse("seat_letter", args=[seat.token])
        shown = page(client.get(address))
        assert f'value="{seat.person.name}"' in shown
        assert seat.person.email not in shown
        answer = client.post(address, typed(sent_by_email=""))  # from Mr Tan
        assert "Please give your email address." in page(answer, 422)
        client.post(address, typed(sent_by_name=seat.person.name, sent_by_email=""))
        assert IncomingLetter.objects.get().sent_by_email == seat.person.email


class TestComparing:
    def test_a_name_is_ticked_as_in_the_letter(self, delegation):
        nomination, letter = nominated(delegation), factories.incoming_letter(delegation)
        assert compared(nomination, "same", letter) == 1
        assert (nomination.letter, nomination.letter_check) == (letter, "same")
        assert compared(nomination, "same", letter) == 0

    def test_a_name_that_differs_says_how(self, delegation):
        nomination, letter = nominated(delegation), factories.incoming_letter(delegation)
        with pytest.raises(Refused, match="write what the letter says"):
            compared(nomination, "differs", letter)
        compared(nomination, "differs", letter, "Lim Hui Ming")
        assert nomination.letter_remark == "Lim Hui Ming"

    def test_a_letter_of_another_institution_proves_nothing(self, delegation, dialogue):
        nomination = nominated(delegation)
        foreign = factories.incoming_letter(factories.delegation(dialogue))
        for letter in [foreign, None]:
            with pytest.raises(Refused, match="with which letter"):
                compared(nomination, "same", letter)

    def test_somebody_who_was_dropped_meanwhile_is_not_compared(self, delegation):
        nomination, letter = nominated(delegation), factories.incoming_letter(delegation)
        later = factories.nomination()
        nominations.nominate(nomination.invitation, OFFICE, later)
        with pytest.raises(EditConflict, match="look again"):
            compared(nomination, "same", letter)

    def test_names_without_a_letter_or_with_another_stand_on_the_front_page(
        self, delegation, dialogue
    ):
        letter = factories.incoming_letter(delegation)
        found, differing = nominated(delegation), nominated(delegation)
        nominated(delegation)
        client = Visitors()("secretariat")
        assert "3 names have not been found" in page(client.get(reverse("admin:index")))
        compared(found, "same", letter)
        compared(differing, "differs", letter, "Lim Hui Ming")
        assert "2 names have not been found" in page(client.get(reverse("admin:index")))
        dialogue.nomination_letters = "not_asked"
        dialogue.save()
        assert "not been found" not in page(client.get(reverse("admin:index")))

    def test_an_approved_name_still_waits_for_its_letter_a_rejected_one_does_not(self, delegation):
        approved, rejected = nominated(delegation), nominated(delegation)
        nominations.approve(approved.invitation, BY)
        nominations.reject(rejected.invitation, BY, "full")
        assert set(type(approved).objects.without_letter()) == {approved}

    def test_an_approved_substitute_still_waits_for_the_letter(self, dialogue):
        seat = factories.invitation(dialogue, Status.ACCEPTED)
        substitute = factories.nomination()
        nominations.nominate(seat, OFFICE, substitute)
        nominations.approve(seat, BY)
        assert set(type(substitute).objects.without_letter()) == {substitute}

    def test_the_page_costs_the_same_for_many_names(self, delegation, dialogue):
        client = Visitors()("secretariat")
        address = reverse("admin:letters_in", args=[dialogue.pk])
        factories.incoming_letter(delegation)

        def cost():
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            return len(queries)

        nominated(delegation)
        client.get(address)
        one = cost()
        for _number in range(3):
            nominated(delegation)
            factories.incoming_letter(delegation)
        assert cost() == one


class TestWhereALetterIsDemanded:
    def test_nobody_is_approved_before_the_name_was_found(self, delegation, dialogue):
        demand(dialogue)
        nomination, letter = nominated(delegation), factories.incoming_letter(delegation)
        with pytest.raises(Refused, match="demands an official letter"):
            nominations.approve(nomination.invitation, BY)
        compared(nomination, "differs", letter, "Lim Hui Ming")
        with pytest.raises(Refused, match="demands an official letter"):
            nominations.approve(nomination.invitation, BY)
        compared(nomination, "same", letter)
        nominations.approve(nomination.invitation, BY)
        assert nomination.invitation.status == Status.ACCEPTED

    def test_the_institution_reads_that_it_is_required(self, delegation, dialogue, client):
        demand(dialogue)
        nominated(delegation)
        assert "required before seats are confirmed" in page(client.get(delegation.page_path))


class TestRecording:
    def test_the_secretariat_records_a_letter_on_paper(self, delegation):
        client = Visitors()("secretariat")
        address = reverse("admin:delegation_letter_in", args=[delegation.pk])
        client.post(address, {"file": scan(), "channel": "paper", "dated_on": "2031-05-02"})
        letter = IncomingLetter.objects.get()
        assert (letter.channel, letter.dated_on) == ("paper", date(2031, 5, 2))
        assert letter.recorded_by.username == "secretariat"

    def test_reading_a_letter_is_a_download_that_is_logged(self, delegation):
        letter = factories.incoming_letter(delegation)
        response = Visitors()("protocol").get(letter.get_absolute_url())
        assert response["Content-Disposition"].startswith("attachment")
        assert response.content == bytes(letter.content)

    def test_the_scan_of_an_answer_on_paper_is_kept_with_it(self, dialogue):
        seat = factories.invitation(dialogue, Status.INVITED)
        client = Visitors()("secretariat")
        values = {
            "response": "accept",
            "answered_by_name": "Mr Tan",
            "channel": "paper",
            "scan": scan(),
        }
        response = client.post(reverse("admin:invitation_answer", args=[seat.pk]), values)
        assert response.status_code == 302
        answer = seat.answers.get()
        assert answer.letter.pages == 2
        shown = page(client.get(reverse("admin:participants_invitation_change", args=[seat.pk])))
        assert answer.letter.get_absolute_url() in shown

    def test_a_letter_of_answer_is_registered_as_it_bears_number_and_date(self, dialogue):
        seat = factories.invitation(dialogue, Status.INVITED)
        facts = {"reference": "123/MOWRAM", "dated_on": "2031-04-28", "signatory": "H.E. Sok"}
        values = {"response": "accept", "answered_by_name": "Mr Tan", "channel": "paper"}
        address = reverse("admin:invitation_answer", args=[seat.pk])
        response = Visitors()("secretariat").post(
            address, values | facts | {"scan": scan()}, follow=True
        )
        letter = seat.answers.get().letter
        assert (letter.reference, letter.signatory) == ("123/MOWRAM", "H.E. Sok")
        assert (letter.entry.symbol, letter.entry.dated_on) == ("123/MOWRAM", date(2031, 4, 28))
        assert f"{letter.entry.number}/{letter.entry.year}" in page(response)

    def test_a_letter_without_a_date_has_none_in_the_register(self, delegation):
        client = Visitors()("secretariat")
        client.post(letter_in(delegation), {"file": scan(), "channel": "paper"})
        letter = IncomingLetter.objects.get()
        assert letter.entry.dated_on is None
        register = reverse("admin:participants_registerentry_changelist")
        assert letter.entry.subject in page(client.get(register))

    def test_number_and_date_without_the_scan_are_not_lost_in_silence(self, dialogue):
        seat = factories.invitation(dialogue, Status.INVITED)
        values = {"response": "accept", "answered_by_name": "Mr Tan", "channel": "paper"}
        values["reference"] = "123/MOWRAM"
        client, address = (
            Visitors()("secretariat"),
            reverse("admin:invitation_answer", args=[seat.pk]),
        )
        assert "Please add the scan as well" in page(client.post(address, values))
        assert not seat.answers.exists()
        # By telephone nothing is said of a letter, and what was typed before does not count.
        assert client.post(address, values | {"channel": "telephone"}).status_code == 302

    def test_a_corrected_letter_corrects_the_register(self, delegation):
        client = Visitors()("secretariat")
        client.post(letter_in(delegation), {"file": scan(), "channel": "paper"})
        letter = IncomingLetter.objects.get()
        address = reverse("admin:participants_incomingletter_change", args=[letter.pk])
        values = {"reference": "129/MOWRAM", "dated_on": "2031-04-29", "signatory": "H.E. Sok"}
        assert client.post(address, values).status_code == 302
        letter.entry.refresh_from_db()
        assert (letter.entry.symbol, letter.entry.dated_on) == ("129/MOWRAM", date(2031, 4, 29))


def test_letters_go_with_the_record_of_the_dialogue(delegation, dialogue):
    factories.incoming_letter(delegation)
    dialogue.starts_on = dialogue.ends_on = date(2020, 1, 1)
    dialogue.save()
    list(retention.forget_due(timezone.now()))
    assert not IncomingLetter.objects.exists()
