"""Organisers write, issue, sign and mail official letters on their pages; addressees find them."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from dialogue.refusals import Refused
from participants.models import (
    DelegateDetails,
    InvitationEvent,
    LetterHead,
    LetterWording,
    OfficialLetter,
    RegisterEntry,
)
from participants.official import letters
from participants.workflow import invitations as workflow
from participants.workflow.transitions import Actor
from tests import factories
from tests.participants.delegates.details_visit import prove
from tests.participants.official.scanned import pages, paper
from tests.reading import filled_form

DAY = date(2031, 4, 2)
WRITE = "admin:official_letters_write"
LIST = "admin:participants_officialletter_changelist"


@pytest.fixture
def ministry(db):
    return factories.organisation(name_en="Ministry of X", name_vi="Bộ X", kind="government")


@pytest.fixture
def guests(dialogue, ministry):
    firm = factories.organisation(kind="firm")
    people = [factories.person(organisation=row) for row in [ministry, firm]]
    return [factories.invitation(dialogue, "invited", person=person) for person in people]


def act(client, name, rows, **typed):
    address = reverse("admin:official_letter_action", args=[name])
    ids = ",".join(str(row.pk) for row in rows)
    return client.post(address, {"ids": ids, "confirmed": "yes", **typed}, follow=True)


def write(client, guests, **changed):
    factories.letter_head(guests[0].dialogue)
    signatory = factories.signatory(guests[0].dialogue)
    ids = {"ids": ",".join(str(row.pk) for row in guests)}
    shown = client.get(reverse(WRITE), ids)
    typed = {**filled_form(shown.content), "signatory": signatory.pk, **changed}
    return client.post(reverse(WRITE), typed, follow=True)


def test_letters_are_written_for_chosen_invitees_as_drafts(client, user, dialogue, guests):
    shown = write(client, guests, paragraph_en="Please bring your notes.").content.decode()
    assert "2 drafts are ready" in shown
    made = OfficialLetter.objects.order_by("pk")
    assert [letter.kind for letter in made] == ["invitation", "invitation"]
    assert {letter.paragraph_en for letter in made} == {"Please bring your notes."}
    assert not RegisterEntry.objects.exists()
    assert "Check the PDF, then issue it." in shown
    pdf = client.get(reverse("admin:official_letter_pdf", args=[made[0].pk]))
    assert pdf["Content-Type"] == "application/pdf" and "no-store" in pdf["Cache-Control"]


def test_a_note_verbale_for_a_firm_is_refused_and_what_was_typed_stays(client, user, guests):
    kinds = {"kind_0": "note_verbale", "kind_1": "note_verbale"}
    shown = write(client, guests, paragraph_en="Mind the gap.", **kinds).content.decode()
    assert "recorded as “firm”. Choose a formal letter." in shown
    assert "Mind the gap." in shown
    assert not OfficialLetter.objects.exists()


def test_seats_without_a_person_make_one_letter_to_their_institution(
    client, user, dialogue, ministry
):
    delegation = factories.delegation(dialogue, organisation=ministry)
    seats = [factories.invitation(dialogue, "invited", delegation=delegation) for _n in range(2)]
    write(client, seats)
    [letter] = OfficialLetter.objects.all()
    assert (letter.delegation, letter.kind) == (delegation, "note_verbale")


def test_invitations_of_two_dialogues_are_not_written_to_together(client, user, guests):
    other = factories.invitation(factories.dialogue())
    shown = client.get(reverse(WRITE), {"ids": f"{guests[0].pk},{other.pk}"}, follow=True)
    assert "Choose invitations of one dialogue" in shown.content.decode()


def test_issuing_numbers_them_and_freezes_what_they_say(client, user, guests):
    drafts = [factories.official_letter(row) for row in guests]
    shown = act(client, "issue", drafts, dated_on="2031-04-02").content.decode()
    assert "Issue: done for 2 letters." in shown
    assert [str(row) for row in RegisterEntry.objects.order_by("number")] == [
        *["01/BKHCN-HTQT", "02/BKHCN-HTQT"]
    ]
    page = client.get(reverse("admin:participants_officialletter_change", args=[drafts[0].pk]))
    assert b'name="paragraph_en"' not in page.content
    assert "Upload the signed scan" in page.content.decode()


def test_a_number_of_the_ministrys_register_is_taken_once(client, user, guests):
    drafts = [factories.official_letter(row) for row in guests]
    LetterHead.objects.update(numbers_by_hand=True)
    first, second = drafts
    act(client, "issue", [first], dated_on="2031-04-02", **{f"number_{first.pk}": 41})
    again = act(client, "issue", [second], dated_on="2031-04-02", **{f"number_{second.pk}": 41})
    assert "Taken: 41/BKHCN-HTQT is “Mời tham dự" in again.content.decode()
    assert 'value="41"' in again.content.decode()
    second.refresh_from_db()
    assert second.is_draft


def test_what_cannot_be_issued_is_named_and_the_others_are(client, user, guests):
    drafts = [factories.official_letter(row) for row in guests]
    OfficialLetter.objects.filter(pk=drafts[0].pk).update(signatory=None)
    shown = act(client, "issue", drafts, dated_on="2031-04-02").content.decode()
    assert "say who signs it" in shown and "done for 1 letter." in shown


def test_a_draft_can_be_changed_but_not_into_what_does_not_fit(client, user, guests):
    draft = factories.official_letter(guests[1])
    address = reverse("admin:participants_officialletter_change", args=[draft.pk])
    typed = {**filled_form(client.get(address).content), "paragraph_en": "New words"}
    shown = client.post(address, {**typed, "kind": "note_verbale"}).content.decode()
    assert "Choose a formal letter." in shown and "New words" in shown
    assert client.post(address, typed).status_code == 302
    letters.issue(draft, None, DAY)
    late = client.post(address, {**typed, "paragraph_en": "Too late"})
    assert late.status_code in {200, 302}
    draft.refresh_from_db()
    assert draft.paragraph_en == "New words"


def test_all_are_printed_as_one_pdf(client, user, guests):
    drafts = [factories.official_letter(row) for row in guests]
    data = {"action": "print_letters", "_selected_action": [row.pk for row in drafts]}
    made = client.post(reverse(LIST), data)
    assert made["Content-Type"] == "application/pdf"


def upload(client, address, content):
    file = SimpleUploadedFile("scan.pdf", content, "application/pdf")
    return client.post(address, {"file": file}, follow=True)


def test_a_scan_is_uploaded_mailed_and_found_on_the_personal_page(client, user, guests):
    letter = letters.issue(factories.official_letter(guests[0]), None, DAY)
    address = reverse("admin:official_letter_scan", args=[letter.pk])
    refused = upload(client, address, b"GIF89a")
    assert "This is not a PDF." in refused.content.decode()
    assert "1 page." in upload(client, address, paper(letter)).content.decode()
    before = client.get(guests[0].page_path).content.decode()
    assert "Official letters to you" not in before
    assert (
        "Mail the signed letter: done for 1 letter."
        in act(client, "mail", [letter]).content.decode()
    )
    assert guests[0].dialogue.mails.get(kind="official_letter").attachments.count() == 1
    found = client.get(guests[0].page_path).content.decode()
    assert "01/BKHCN-HTQT (PDF)" in found
    own = reverse("invitees_letter", args=[guests[0].token, letter.pk])
    assert client.get(own)["Content-Type"] == "application/pdf"
    foreign = reverse("invitees_letter", args=[guests[1].token, letter.pk])
    assert client.get(foreign).status_code == 404


def signed(guest=None, delegation=None, **fields):
    letter = letters.issue(factories.official_letter(guest, delegation, **fields), None, DAY)
    letters.attach(letter, paper(letter), None)
    return letter


def test_a_guest_without_the_invitation_gets_no_signed_letter_while_the_others_do(
    client, user, dialogue
):
    invited = factories.invitation(dialogue, "invited")
    cleared = factories.invitation(dialogue, "cleared")
    withdrawn = factories.invitation(dialogue, "withdrawn")
    made = [signed(guest) for guest in [invited, cleared, withdrawn]]
    address = reverse("admin:official_letter_action", args=["mail"])
    text = client.get(address, {"ids": ",".join(str(one.pk) for one in made)}).content.decode()
    assert "The invitation is still “cleared”" in text
    assert "Send the invitation first, then mail the letter." in text
    assert "This invitation is over: withdrawn. Cancel the letter." in text
    for guest, is_named in [(cleared, True), (withdrawn, True), (invited, False)]:
        link = reverse("admin:participants_invitation_change", args=[guest.pk])
        assert (link in text) is is_named
    assert "done for 1 letter." in act(client, "mail", made).content.decode()
    states = [OfficialLetter.objects.get(pk=letter.pk).state for letter in made]
    assert states == ["mailed", "signed", "signed"]


def test_a_draft_is_refused_even_if_it_was_put_back_while_the_page_was_open(dialogue):
    letter = signed(factories.invitation(dialogue, "draft"))
    with pytest.raises(Refused, match="Send the invitation first"):
        letters.mail(letter)


def test_an_institution_gets_the_signed_request_once_its_seats_are_asked_for(dialogue, ministry):
    delegation = factories.delegation(dialogue, organisation=ministry)
    seat = factories.invitation(dialogue, "cleared", delegation=delegation)
    letter = signed(delegation=delegation, kind="nomination")
    with pytest.raises(Refused, match="Invite the seats of the institution first"):
        letters.mail(letter)
    workflow.invite(seat, Actor(InvitationEvent.Door.COMMAND, "test"))
    assert letters.mail(letter).kind == "official_letter"


def test_a_mailed_letter_says_where_its_email_is_and_can_no_longer_be_saved(client, user, guests):
    person = guests[0].person
    person.email, person.phone = "", "+84 24 1234 5678"
    person.reached_by = person.ReachedBy.TELEPHONE
    person.save()
    letter = letters.issue(factories.official_letter(guests[0]), None, DAY)
    letters.attach(letter, paper(letter), None)
    letters.mail(letter)
    address = reverse("admin:participants_officialletter_change", args=[letter.pk])
    for shown in [client.get(address), client.get(reverse(LIST))]:
        text = shown.content.decode()
        assert "to hand over</a>" in text
        assert "Print it or read it out" in text
    assert 'name="_save"' not in client.get(address).content.decode()


def test_a_scan_of_all_is_split_and_says_which_letters_it_held(client, user, guests):
    made = [letters.issue(factories.official_letter(row), None, DAY) for row in guests]
    address = reverse("admin:official_letters_scans", args=[guests[0].dialogue.pk])
    assert "01/BKHCN-HTQT" in client.get(address).content.decode()
    shown = upload(client, address, letters.pdf_of(made, guests[0].dialogue)).content.decode()
    assert "01/BKHCN-HTQT (1), 02/BKHCN-HTQT (1)" in shown
    assert "No letter" not in shown
    assert "no readable code" in upload(client, address, pages(1)).content.decode()


def test_a_visa_letter_opens_only_to_the_delegate_in_person(client, user, dialogue, clock):
    guest = factories.invitation(dialogue, "accepted")
    DelegateDetails.objects.create(
        invitation=guest, needs_visa_letter=True, passport_name="TAN", passport_number="K1"
    )
    guest.person.cc_email = "office@example.org"
    guest.person.save()
    letter = letters.issue(factories.official_letter(guest, kind="visa"), None, DAY)
    letters.attach(letter, pages(1), None)
    mail = letters.mail(letter)
    assert mail.cc_address == "" and "K1" not in mail.text
    own = reverse("invitees_letter", args=[guest.token, letter.pk])
    assert client.get(own).status_code == 302
    prove(client, guest)
    assert client.get(own)["Content-Type"] == "application/pdf"


def test_an_institution_finds_its_letters_on_its_page(client, user, dialogue, ministry):
    delegation = factories.delegation(dialogue, organisation=ministry)
    factories.invitation(dialogue, "invited", delegation=delegation)
    letter = factories.official_letter(delegation=delegation, kind="note_verbale")
    letters.attach(letters.issue(letter, None, DAY), pages(1), None)
    letters.mail(letter)
    assert "01/NV-BKHCN (PDF)" in client.get(delegation.page_path).content.decode()
    own = reverse("institutions_letter", args=[delegation.token, letter.pk])
    assert client.get(own)["Content-Type"] == "application/pdf"


def test_the_register_is_searched_filled_in_and_exported(client, user, dialogue, guests):
    letters.issue(factories.official_letter(guests[0]), None, DAY)
    add = reverse("admin:participants_registerentry_add")
    typed = {
        "dialogue": dialogue.pk,
        "symbol": "12/BNG-LPQT",
        "dated_on": "2031-03-30",
        "subject": "Names of the delegates",
        "correspondent": "Ministry of Foreign Affairs",
    }
    assert client.post(add, typed).status_code == 302
    came = RegisterEntry.objects.get(direction="in")
    assert (came.number, came.registered_by) == (1, user)
    change = reverse("admin:participants_registerentry_change", args=[came.pk])
    client.post(change, {"cancel_because": "Entered twice", "subject": "Something else"})
    came.refresh_from_db()
    assert (came.cancelled_because, came.subject) == ("Entered twice", "Names of the delegates")
    listed = reverse("admin:participants_registerentry_changelist")
    shown = client.get(listed, {"q": "BNG"}).content.decode()
    assert "12/BNG-LPQT" in shown and "01/BKHCN" not in shown
    made = client.get(reverse("admin:participants_registerentry_export", args=["xlsx"]))
    sheet = load_workbook(io.BytesIO(made.content)).active
    assert {row[4].value for row in sheet.iter_rows(min_row=2)} == {"12/BNG-LPQT", "01/BKHCN-HTQT"}


def test_a_wording_that_could_not_be_filled_in_is_refused_and_stays(client, user, dialogue):
    typed = {"dialogue": dialogue.pk, "kind": "thanks", "language": "en", "text": "Dear {nobody}"}
    address = reverse("admin:participants_letterwording_add")
    shown = client.post(address, typed).content.decode()
    assert "There is no placeholder “{nobody}”" in shown and "Dear {nobody}" in shown
    good = {**typed, "text": "Thank you for {dialogue}.\n{paragraph}"}
    assert client.post(address, good).status_code == 302
    assert LetterWording.objects.get().text == good["text"]


def test_the_emblem_is_checked_and_kept_with_the_letterhead(client, user, dialogue):
    head = factories.letter_head(dialogue)
    address = reverse("admin:participants_letterhead_change", args=[head.pk])
    typed = filled_form(client.get(address).content)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'

    def send(content, **more):
        file = SimpleUploadedFile("emblem.svg", content)
        return client.post(address, {**typed, "emblem_file": file, **more})

    assert "neither an SVG nor a PNG" in send(b"GIF89a").content.decode()
    assert send(svg).status_code == 302
    head.refresh_from_db()
    assert bytes(head.emblem) == svg
    assert client.post(address, {**typed, "drop_emblem": "on"}).status_code == 302
    head.refresh_from_db()
    assert bytes(head.emblem) == b""


def test_of_two_who_edit_one_draft_the_second_is_told_what_has_changed(client, user, guests):
    letter = factories.official_letter(guests[0], paragraph_en="First thoughts.")
    address = reverse("admin:participants_officialletter_change", args=[letter.pk])
    mine = filled_form(client.get(address).content)
    others = filled_form(client.get(address).content)
    assert client.post(address, {**others, "paragraph_en": "Bring your notes."}).status_code == 302
    refused = client.post(address, {**mine, "paragraph_vi": "Xin mang theo tài liệu."})
    text = refused.content.decode()
    assert "own paragraph in English: now Bring your notes." in text
    assert "Nothing was saved, and what you typed is still here." in text
    assert "Xin mang theo tài liệu." in text
    letter.refresh_from_db()
    assert (letter.paragraph_en, letter.paragraph_vi) == ("Bring your notes.", "")
    again = filled_form(refused.content)
    assert client.post(address, again).status_code == 302
    letter.refresh_from_db()
    assert letter.paragraph_vi == "Xin mang theo tài liệu."
