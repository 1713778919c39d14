"""An edited letter keeps its form where nothing was edited: the table of facts, the button."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from dialogue.mail import editing, outbox, sealing
from dialogue.mail.edited_html import words
from dialogue.mail.models import OutgoingMail, Wave
from participants.letters import letters
from participants.models import InvitationEvent
from participants.states import Status
from participants.workflow import invitations, nominations, transitions
from tests import factories
from tests.participants.letters.same_words import says_the_same
from tests.reading import unsealed

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Secretariat")


@pytest.fixture(params=["en", "vi"])
def mail(dialogue, request):
    """An invitation on hold, in each language, with a personal paragraph."""
    invitation = factories.invitation(
        dialogue,
        Status.CLEARED,
        person=factories.person(language=request.param),
        message="We met in Jakarta.\n\nYour talk stays with us.",
    )
    invitations.invite(invitation, BY)
    OutgoingMail.objects.update(state="on_hold", held_because="look first")
    return OutgoingMail.objects.get()


def edit(mail, change, subject="A subject of our own"):
    text = change(sealing.for_editing(mail))
    editing.edit(mail, factories.organiser(), subject, text, seen=mail.version)
    mail.refresh_from_db()
    return unsealed(mail)


def test_table_and_button_stay_where_another_paragraph_was_edited(mail):
    before = unsealed(mail)
    letter = edit(mail, lambda text: text.replace("Jakarta", "<b>Bangkok</b> & Jakarta"))
    assert "&lt;b&gt;Bangkok&lt;/b&gt; &amp; Jakarta" in letter.html
    for form in [r'<table class="facts".*?</table>', r'<a class="button".*?</a>']:
        kept = re.search(form, letter.html, re.DOTALL)
        assert kept and words(kept[0]) == words(re.search(form, before.html, re.DOTALL)[0])
    assert "<title>A subject of our own</title>" in letter.html
    assert says_the_same(letter)


def test_the_page_keeps_the_form_too(client, user, mail):
    address = reverse("admin:outgoing_mail_edit", args=[mail.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in ["subject", "text", "seen"]}
    data["text"] = data["text"].replace("Jakarta", "Bangkok").replace("\n", "\r\n")
    client.post(address, data)
    mail.refresh_from_db()
    assert "Bangkok" in mail.html
    assert '<a class="button"' in mail.html and '<table class="facts"' in mail.html
    link = f"https://dialogue.test/i/{mail.invitations.get().token}/"
    assert link in unsealed(mail).text and f'href="{link}"' in unsealed(mail).html


def test_an_edited_line_of_the_table_is_a_line_of_the_table(mail):
    place = {"en": "Where: ", "vi": "Địa điểm: "}[mail.language]
    letter = edit(mail, lambda text: text.replace(place, f"{place}the Opera, "))
    table = re.search(r'<table class="facts".*?</table>', letter.html, re.DOTALL)[0]
    assert "the Opera, " in table
    assert table.count("<tr>") == 4
    assert says_the_same(letter)


def test_words_around_the_button_may_be_edited(mail):
    link = re.search(r"https://dialogue\.test/i/\S+", unsealed(mail).text)[0]

    def change(text):
        return re.sub(r"[^\n]*\n(https://dialogue\.test/i/\S+)", r"Here it is:\n\1", text)

    letter = edit(mail, change)
    assert "<p>Here it is:</p>" in letter.html
    assert f'<a class="button" href="{link}">' in letter.html
    assert says_the_same(letter)


def test_paragraphs_may_be_added_taken_out_and_edited_twice(mail):
    edit(mail, lambda text: text.replace("We met in Jakarta.\n\n", "One more.\n\nAnd another.\n\n"))
    letter = edit(mail, lambda text: text.replace("And another.", "The last one."))
    assert "Jakarta" not in letter.html
    assert letter.html.index("One more.") < letter.html.index("The last one.")
    assert '<a class="button"' in letter.html
    assert says_the_same(letter)


def test_text_and_html_of_our_letters_say_the_same(dialogue):
    """Else an edited letter would lose its form: see dialogue.mail.edited_html."""
    dialogue.status = "confirmed"
    dialogue.save()
    kinds = set()
    for language in ["en", "vi"]:
        write_all(dialogue, language)
        for mail in OutgoingMail.objects.all():
            assert says_the_same(mail), mail.kind
            kinds.add(mail.kind)
    assert kinds >= {
        *["invitation", "nomination_request", "nomination_approved", "nomination_rejected"],
        *["seat_confirmed", "new_link", "extension", "withdrawal", "reminder", "dialogue_changed"],
    }


def write_all(dialogue, language):
    wave = Wave.objects.create(
        dialogue=dialogue,
        name=language,
        paragraph_en="Two\n\nparagraphs",
        paragraph_vi="Hai\n\nđoạn",
    )
    person = factories.person(language=language)
    invitation = factories.invitation(dialogue, Status.CLEARED, person=person, message="A\n\nB")
    focal_point = factories.person(language=language)
    delegation = factories.delegation(dialogue, focal_point=focal_point, message="C\n\nD")
    with outbox.sending(outbox.Sending(wave)):
        invitations.invite(invitation, BY)
        seats = [
            factories.invitation(dialogue, Status.CLEARED, person=None, delegation=delegation)
            for _ in range(3)
        ]
        for seat in seats:
            invitations.invite(seat, BY)
    for write in [letters.new_link, letters.extension, letters.withdrawal]:
        write(invitation)
    letters.reminder("answer", invitation)
    letters.reminder("nominate", seats[0], seats)
    letters.dialogue_changed(invitation)
    nominations.nominate(seats[0], BY, factories.nomination())
    nominations.approve(seats[0], BY)
    nominations.nominate(seats[1], BY, factories.nomination())
    nominations.reject(seats[1], BY, "One line\nand another")
    OutgoingMail.objects.filter(state="queued").update(state="sent", finished_at=timezone.now())
    invitations.withdraw(seats[2], BY)
