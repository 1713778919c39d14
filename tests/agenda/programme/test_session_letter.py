"""The letter to the people of a session: what each learns of the others, and who is asked by it."""

import pytest
from django.urls import reverse

from agenda.models import Role
from agenda.programme import session_letter
from dialogue.mail.edited_html import words, words_of
from dialogue.mail.models import OutgoingMail
from dialogue.refusals import Refused
from participants.delegates import consents
from participants.models import Consent
from tests import factories
from tests.reading import text_of, unsealed

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def session(dialogue):
    return factories.session(dialogue, questions_en="What is trust?\nWho pays?", questions_vi="Ai?")


@pytest.fixture
def people(dialogue, session):
    """A chair who agreed that others have her contacts and has confirmed; a moderator and a
    Vietnamese discussant who are still to be asked; and somebody who declined."""
    chair, moderator, discussant, gone = (
        factories.invitation(
            dialogue,
            "accepted",
            person=factories.person(
                email=f"{name}@example.org", phone=f"+84 {place}", language=language
            ),
        )
        for place, (name, language) in enumerate(
            [("chair", "en"), ("moderator", "en"), ("discussant", "vi"), ("gone", "en")]
        )
    )
    consents.record(chair, Consent.Purpose.CONTACT, True, door="link", actor="Chair")
    for place, (row, kind, state) in enumerate(
        [
            (chair, "chair", "confirmed"),
            (moderator, "moderator", "planned"),
            (discussant, "discussant", "planned"),
            (gone, "rapporteur", "refused"),
        ]
    ):
        factories.role(session, row.person, kind=kind, state=state, position=place)
    return {"chair": chair, "moderator": moderator, "discussant": discussant, "gone": gone}


def post(client, session, step, **typed):
    address = reverse("admin:session_letter", args=[session.pk])
    return client.post(address, {step: "1", **typed}, follow=True)


def letter_to(invitation):
    return unsealed(invitation.mails.get())


def test_each_learns_of_all_in_order_and_contacts_only_of_those_who_agreed(
    client, user, session, people
):
    chair_role = session.roles.get(kind="chair")
    typed = {f"minutes_{chair_role.pk}": "5", "answer_by_on": "2031-05-20"}
    assert "3 letters are on their way." in text_of(post(client, session, "confirmed", **typed))
    text = letter_to(people["moderator"]).text
    places = [text.index(f"– {kind}:") for kind in ["Chair", "Moderator", "Lead discussant"]]
    assert places == sorted(places)
    assert "(5 minutes); chair@example.org, +84 0" in text
    assert "moderator@example.org" not in text and "discussant@example.org" not in text
    assert "gone@example.org" not in text and "Rapporteur" not in text
    assert "– What is trust?\n– Who pays?" in text
    assert "Please answer by 20 May 2031." in text
    assert f"https://dialogue.test/i/{people['moderator'].token}/" in text
    assert people["chair"].token not in text
    assert not people["gone"].mails.exists()


def test_those_to_be_asked_are_asked_and_an_answer_stays(client, user, session, people):
    post(client, session, "confirmed")
    states = dict(session.roles.values_list("kind", "state"))
    assert states == {
        "chair": "confirmed",
        "moderator": "asked",
        "discussant": "asked",
        "rapporteur": "refused",
    }
    assert "whether you accept your role" not in letter_to(people["chair"]).text
    assert "whether you accept your role" in letter_to(people["moderator"]).text


def test_looking_shows_each_letter_and_writes_nothing(client, user, session, people):
    typed = {"words_en": "We meet at eight.", "words_vi": "Gặp nhau lúc tám giờ."}
    text = text_of(post(client, session, "show", **typed))
    assert "We meet at eight." in text and "Gặp nhau lúc tám giờ." in text
    assert people["moderator"].token not in text
    assert not OutgoingMail.objects.exists()
    assert Role.objects.filter(state="asked").count() == 0


@pytest.mark.parametrize(
    ("typed", "words_said"),
    [
        ({"answer_by_on": "2031-07-01"}, "Choose a day from today to the day of the session."),
        ({"answer_by_on": "2031-04-01"}, "Choose a day from today"),
        ({"words_en": "Only English"}, "Give it in both languages"),
    ],
)
def test_what_cannot_be_is_said_and_stays_typed(client, user, session, people, typed, words_said):
    response = post(client, session, "confirmed", **typed)
    assert words_said in text_of(response)
    (name, value) = next(iter(typed.items()))
    assert response.context["form"][name].value() == value
    assert not OutgoingMail.objects.exists()


def test_nobody_is_written_to_while_somebody_has_no_page(client, user, session, people):
    stranger = factories.person()
    factories.role(session, stranger, kind="keynote", state="planned")
    with pytest.raises(Refused, match=stranger.name):
        session_letter.write(session, session_letter.Content())
    assert stranger.name in text_of(post(client, session, "confirmed"))
    assert not OutgoingMail.objects.exists()


def test_text_and_html_say_the_same(client, user, dialogue, session, people):
    dialogue.status = "confirmed"
    dialogue.save()
    typed = {"words_en": "One\n\ntwo", "words_vi": "Một\n\nhai", "answer_by_on": "2031-05-20"}
    post(client, session, "confirmed", **typed)
    for mail in OutgoingMail.objects.all():
        assert words(mail.text) == words_of(mail.html)


def page_of(client, invitation, role):
    """The words of the delegate's page about this role."""
    return text_of(client.get(reverse("delegate_role", args=[invitation.token, role.pk])))


def test_minutes_and_the_day_to_answer_by_stay_on_the_delegates_page(client, user, session, people):
    role = session.roles.get(kind="moderator")
    typed = {f"minutes_{role.pk}": "7", "answer_by_on": "2031-05-20"}
    post(client, session, "show", **typed)
    role.refresh_from_db()
    assert role.minutes is None  # looking stores nothing
    post(client, session, "confirmed", **typed)
    role.refresh_from_db()
    assert (role.minutes, role.answer_by_on.isoformat()) == (7, "2031-05-20")
    own = page_of(client, people["moderator"], role)
    assert "You have 7 minutes." in own and "Please answer by 20 May 2031." in own
    others = page_of(client, people["chair"], session.roles.get(kind="chair"))
    assert "You have 7 minutes." not in others
    again = client.get(reverse("admin:session_letter", args=[session.pk])).content.decode()
    assert 'value="7"' in again and 'value="2031-05-20"' in again


def test_the_html_of_each_letter_is_shown_with_what_was_typed(client, user, session, people):
    role = session.roles.get(kind="moderator")
    typed = {"words_en": "We meet at eight.", "words_vi": "Gặp nhau lúc tám giờ.",
             f"minutes_{role.pk}": "7"}  # fmt: skip
    shown = post(client, session, "show", **typed)
    address = reverse("admin:session_letter_frame", args=[role.pk])
    assert address in shown.content.decode()
    html = client.get(address).content.decode()
    assert "(7 minutes)" in html and people["moderator"].token not in html
    assert "We meet at eight." in html or "Gặp nhau lúc tám giờ." in html
    gone = session.roles.get(kind="rapporteur")
    frame = reverse("admin:session_letter_frame", args=[gone.pk])
    assert client.get(frame).status_code == 404
