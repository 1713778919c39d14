"""No holder of a link sees what is not theirs.

Every page that a link opens is walked, with links that live and links that do not, by GET and by
POST; and every mail that is written on the way is read. Whatever somebody once typed is marked
SECRET-<whose>-<what> in this world, so that what shows can be told from what may show.
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import OrganisersCalendar
from dialogue.access.tokens import make_token, read_token
from dialogue.mail.models import OutgoingMail
from participants.delegates import consents
from participants.models import Answer, DelegateDetails, Delegation, Invitation
from participants.reminders import dispatch
from participants.states import Status
from participants.workflow import answers, invitations, nominations, transitions
from tests import factories
from tests.addresses import patterns
from tests.participants.delegates.details_visit import prove
from tests.participants.official.mailed import mailed_letter
from tests.reading import unsealed

pytestmark = pytest.mark.usefixtures("clock")

BY = transitions.Actor(transitions.Door.ADMIN, "Secretariat")
OFFICE_ADDRESS = "secret-office-email@example.org"
RANK, YEAR, NIGHTS = 31733, 1937, 31711  # numbers that mean something nowhere else
# On their own: a token may hold any four digits in a row.
NUMBERS = re.compile(rf"(?<![0-9a-z])({RANK}|{YEAR}|{NIGHTS})(?![0-9a-z])", re.IGNORECASE)
METHODS = ["get", "head", "post"]
# What an invitation's own page may show of the person it is for, whoever opens it.
OF_THE_INVITEE = ["family", "given", "form", "title", "institution", "message"]
# What a token of an invitee or an institution may be tried on; an organiser's invitation to an
# account has tests of its own (tests/dialogue/accounts/test_invitations.py).
NAMES = [
    name
    for name, pattern in patterns()
    if getattr(pattern.callback, "door", "") == "link" and name != "account_invitation"
]


WITH_A_KEY = {"delegate_role", "invitees_letter", "institutions_letter", "delegates_paper"}


def mark(whose, what):
    return f"SECRET-{whose}-{what}"


def marks(text):
    """{(whose, what)} of all that was marked and shows in a text."""
    return set(re.findall(r"secret-([a-z0-9]+)-([a-z]+)", text.lower()))


def person(whose):
    return factories.person(
        family_name=mark(whose, "family"),
        given_name=mark(whose, "given"),
        form_of_address_en=mark(whose, "form"),
        title_en=mark(whose, "title"),
        organisation=factories.organisation(name_en=mark(whose, "institution")),
        email=f"secret-{whose}-email@example.org",
        cc_email=f"secret-{whose}-cc@example.org",
        assistant_name=mark(whose, "assistant"),
        phone=mark(whose, "phone"),
        note=mark(whose, "note"),
        precedence=1,
        precedence_reason=mark(whose, "precedence"),
        gender="other",
        gender_words=mark(whose, "gender"),
    )


def invited(dialogue, whose, status=Status.ACCEPTED, **fields):
    fields = {"reserve_rank": RANK} | fields if status == Status.RESERVE else fields
    invitation = factories.invitation(
        dialogue,
        status,
        person=person(whose),
        message=mark(whose, "message"),
        note=mark(whose, "remark"),
        **fields,
    )
    arranged(invitation, whose)
    return invitation


def arranged(invitation, whose):
    """With everything that a delegate may have told."""
    places = ["arrival_number", "arrival_place", "departure_number", "departure_place"]
    names = [*places, "hotel_name", "diet", "access_needs", "emergency_name", "emergency_relation"]
    DelegateDetails.objects.create(
        invitation=invitation,
        **{name: mark(whose, "details") for name in [*names, "passport_name", "passport_place"]},
        arrival_on=date(2031, 6, 1),
        arrival_time=time(23, 17),
        needs_visa_letter=True,
        passport_number=f"SECRET-{whose[:8]}-no",
        birth_on=date(YEAR, 2, 3),
        hotel_nights=NIGHTS,
        emergency_phone=mark(whose, "details"),
    )
    consents.record(invitation, "contact", True, door="link", actor=mark(whose, "actor"))


class World:
    """Two dialogues with somebody in every state that has a link."""

    def __init__(self, dialogue):
        self.dialogue = dialogue
        self.elsewhere = factories.dialogue()
        self.own = invited(dialogue, "own")
        for status in [Status.INVITED, Status.TENTATIVE, Status.DECLINED, Status.RESERVE]:
            invited(dialogue, status.value, status)
        self.foreign = invited(self.elsewhere, "foreign")
        self.roles = {"own": self._part(self.own, "own"), "foreign": self._part(self.foreign, "x")}
        self.papers = {whose: self._paper(whose) for whose in self.roles}
        tomorrow = timezone.now() + timedelta(days=1)
        self.papers["restricted"] = self._paper("own", restricted_until_at=tomorrow)
        self.delegation = self._institution("ours")
        self.rival = self._institution("rival")
        self.letters = {
            "own": mailed_letter(invitation=self.own),
            "foreign": mailed_letter(invitation=self.foreign),
            "ours": mailed_letter(delegation=self.delegation),
            "rival": mailed_letter(delegation=self.rival),
        }
        self.dead = {
            "replaced": self._replaced(),
            "withdrawn": self._withdrawn(),
            "renewed": self._renewed(),
        }

    def _part(self, invitation, whose):
        """One that somebody was asked to take, and one that another delegate who comes takes."""
        session = factories.session(invitation.dialogue)
        speaker = invited(invitation.dialogue, f"speaker{whose}")
        factories.role(session, speaker.person, kind="chair", remark=mark(whose, "remark"))
        hesitant = invited(invitation.dialogue, f"asked{whose}")
        factories.role(session, hesitant.person, state="asked")
        factories.role(session, hesitant.person, kind="rapporteur", state="refused")
        role = factories.role(session, invitation.person, state="asked")
        factories.release(invitation.dialogue)
        return role

    def _paper(self, whose, **fields):
        text = mark(whose, "paper")
        content = b"%PDF-1.7 " + text.encode()
        return factories.paper(self.roles[whose].session, content=content, **fields)

    def _institution(self, whose):
        """With one seat that is filled and one for which somebody is nominated."""
        focal_point = person(f"{whose}0")
        found = factories.delegation(
            self.dialogue,
            organisation=factories.organisation(name_en=mark(whose, "institution")),
            focal_point=focal_point,
            message=mark(whose, "message"),
        )
        invited(self.dialogue, f"{whose}1", delegation=found)
        seat = factories.invitation(self.dialogue, Status.INVITED, delegation=found)
        nominations.nominate(seat, BY, nominee(f"{whose}2"))
        return found

    def _replaced(self):
        old = invited(self.dialogue, "former")
        tokens = tokens_of(old)
        nominations.nominate(old, BY, nominee("successor"))
        nominations.approve(old, BY)
        return tokens

    def _withdrawn(self):
        gone = invited(self.dialogue, "gone")
        tokens = tokens_of(gone)
        invitations.withdraw(gone, BY, mark("gone", "reason"))
        return tokens

    def _renewed(self):
        renewed = invited(self.dialogue, "renewed")
        tokens = tokens_of(renewed) | {"delegation": self.rival.token}
        invitations.renew_link(renewed, BY)
        invitations.renew_delegation_link(self.rival, BY)
        return tokens


def nominee(whose):
    return factories.nomination(
        family_name=mark(whose, "family"),
        given_name=mark(whose, "given"),
        title_en=mark(whose, "title"),
        email=f"secret-{whose}-email@example.org",
        phone=mark(whose, "phone"),
        remark=mark(whose, "remark"),
        proposed_by_name=mark(whose, "proposer"),
        proposed_by_email=OFFICE_ADDRESS,
    )


def tokens_of(invitation):
    return {"answer": invitation.token, "calendar": invitation.calendar_token}


def travel_token(invitation):
    """That of the calendar with arrival and departure, which only the delegate is shown."""
    return make_token("calendar with travel", invitation.calendar_key)


def purpose_of(name):
    others = {"delegation": "delegation", "calendar_mine": "calendar", "unsubscribe": "reminder"}
    others |= dict.fromkeys(["delegation_letter", "institutions_letter"], "delegation")
    return {**others, "calendar_organisers": "organisers"}.get(name, "answer")


def living_tokens():
    """{token: the address of whom it belongs to}"""
    found = {one.token: one.focal_point.email for one in Delegation.objects.all()}
    for invitation in Invitation.objects.exclude(person=None):
        for token in tokens_of(invitation).values():
            found[token] = invitation.person.email
    return found


@pytest.fixture
def world(dialogue):
    return World(dialogue)


def sent_along(world):
    """What a form might hold, and what somebody might add to it."""
    seats = Invitation.objects.filter(delegation__isnull=False)
    typed = {"family_name": "Lim", "title_en": "Director", "country": "SG", "language": "en"}
    return {
        "response": "tentative",
        "answered_by": "office",
        "answered_by_name": "Rachel Goh",
        "answered_by_email": "rachel@example.org",
        "seat": [str(seat.pk) for seat in seats],
        "act": "take_back",
        "token": world.own.token,
        "invitation": str(world.foreign.pk),
        "code": "000000",
        "agree": ["list"],
        "version": "1",
        **{f"role-{role.pk}-answer": "refuse" for role in world.roles.values()},
        **{f"role-{role.pk}-answered_by": "invitee" for role in world.roles.values()},
        "take_back": ["contact"],
        "typed-diet": "halal",
        "diet": "halal",
        **typed,
    }


def all_that_is_said(response):
    """The headers, cookies and text of an answer and of the redirects before it, as one text."""
    hops = [str(hop) for hop in getattr(response, "redirect_chain", [])]
    headers = [f"{name}: {value}" for name, value in response.headers.items()]
    return "\n".join([*hops, *headers, str(response.cookies), response.content.decode()])


@dataclass
class Visit:
    """What was done, what came of it, and the tokens that live then."""

    done: str
    status: int
    text: str
    living: list

    def shows_only(self, allowed, own_tokens=()):
        assert marks(self.text) <= set(allowed), self.done
        assert NUMBERS.findall(self.text) == [], self.done
        others = [token for token in self.living if token not in own_tokens]
        assert [token for token in others if token in self.text] == [], self.done


def walk(world, purpose, token, client=None):
    """Visits to every page that this link might open."""
    client, living = client or Client(), list(living_tokens())
    for name in NAMES:
        if purpose not in {purpose_of(name), "any"}:
            continue
        for method in METHODS:
            data = sent_along(world) if method == "post" else {"lang": "en"}
            for more in more_of_address(world, name):
                address = reverse(name, args=[token, *more])
                response = getattr(client, method)(address, data, follow=True)
                text = all_that_is_said(response)
                yield Visit(f"{method} {name} {more}", response.status_code, text, living)


def named_to_delegates(visit, whose):
    """Who takes a part is named in the programme that those who come see, and its papers are
    opened; their walk says that they do."""
    if "delegates_paper" in visit.done:
        return {("foreign" if whose == "x" else whose, "paper")}
    what = ["form", "family", "given", "title", "institution"]
    what = what if "delegate_programme" in visit.done else []
    return {(f"speaker{whose}", one) for one in what}


def more_of_address(world, name):
    """What an address holds beside the token: the own part, and that of somebody else."""
    own_and_foreign = {
        "delegate_role": [role.pk for role in world.roles.values()],
        "invitees_letter": [world.letters["own"].pk, world.letters["foreign"].pk],
        "institutions_letter": [world.letters["ours"].pk, world.letters["rival"].pk],
        "delegates_paper": [paper.pk for paper in world.papers.values()],
    }
    return [[key] for key in own_and_foreign[name]] if name in own_and_foreign else [[]]


def test_every_page_behind_a_link_is_walked():
    assert {"answer", "substitute", "delegation", "calendar_mine", "details"} <= set(NAMES)
    assert {purpose_of(name) for name in NAMES} == {
        "answer",
        "delegation",
        "calendar",
        "organisers",
        "reminder",
    }
    for name, pattern in patterns():
        if name in NAMES:
            more = ["pk"] if name in WITH_A_KEY else []
            assert list(pattern.pattern.converters) == ["token", *more], name


# Links that live


def test_a_link_that_was_passed_on_shows_its_invitation_and_nothing_confidential(world):
    allowed = {("own", what) for what in OF_THE_INVITEE}
    tokens = set(tokens_of(world.own).values())
    for visit in walk(world, "answer", world.own.token):
        is_foreign = visit.done.endswith(
            (
                f"delegate_role [{world.roles['foreign'].pk}]",
                f"invitees_letter [{world.letters['foreign'].pk}]",
                f"delegates_paper [{world.papers['foreign'].pk}]",
                f"delegates_paper [{world.papers['restricted'].pk}]",
            )
        )
        assert visit.status in ({404} if is_foreign else {200, 403, 422}), visit.done
        visit.shows_only(allowed | named_to_delegates(visit, "own"), tokens)


@pytest.mark.parametrize(
    "status", [Status.INVITED, Status.TENTATIVE, Status.DECLINED, Status.RESERVE]
)
def test_so_it_is_in_every_state(world, status):
    invitation = world.dialogue.invitations.get(status=status, delegation=None)
    allowed = {(status.value, what) for what in OF_THE_INVITEE}
    for visit in walk(world, "answer", invitation.token):
        seen = allowed | named_to_delegates(visit, "own")
        visit.shows_only(seen, set(tokens_of(invitation).values()))


def test_an_institution_sees_its_own_seats_and_nobody_elses(world):
    seen = ["family", "given", "form"]
    allowed = {("ours", "institution"), ("ours", "message"), ("ours2", "proposer")}
    # Its own focal point, to whom the link went, need not be typed for each seat.
    allowed |= {("ours0", "family"), ("ours0", "given"), ("ours0", "email")}
    allowed |= {(f"ours{number}", what) for number in [1, 2] for what in seen}
    allowed.add(("ours2", "title"))  # of the nominee who waits, as it was sent
    for visit in walk(world, "delegation", world.delegation.token):
        visit.shows_only(allowed, {world.delegation.token})


def test_a_calendar_names_nobody(world):
    for visit in walk(world, "calendar", world.own.calendar_token):
        assert visit.status in {200, 405}, visit.done
        visit.shows_only(set(), {world.own.calendar_token})


def test_the_calendar_with_travel_shows_the_own_travel_and_nothing_else(world):
    token = travel_token(world.own)
    for visit in walk(world, "calendar", token):
        assert visit.status in {200, 405}, visit.done
        visit.shows_only({("own", "details")}, {token})
    text = Client().get(reverse("calendar_mine", args=[token])).content.decode()
    assert text.count("SECRET-own-details") == 2  # the arrival's number and place
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20310601T231700" in text


def test_only_the_proven_delegate_is_shown_its_address(world):
    client = Client()
    prove(client, world.own)
    page = client.get(reverse("personal_calendar", args=[world.own.token])).content.decode()
    assert travel_token(world.own) in page
    assert travel_token(world.foreign) not in page
    for visit in walk(world, "answer", world.own.token):  # which presses the button for a new one
        keys = Invitation.objects.values_list("calendar_key", flat=True)
        tokens = [make_token("calendar with travel", key) for key in keys]
        assert [token for token in tokens if token in visit.text] == [], visit.done


def test_the_organisers_calendar_names_nobody(world):
    user = factories.organiser()
    row = OrganisersCalendar.objects.create(dialogue=world.dialogue, user=user)
    factories.reminder_rule(world.dialogue, days_before=14)
    for visit in walk(world, "organisers", row.token):
        assert visit.status in {200, 405}, visit.done
        visit.shows_only(set(), {row.token})
    for other in [world.own.token, world.own.calendar_token, world.delegation.token]:
        assert_opens_nothing(world, "organisers", other)


def test_a_proven_delegate_sees_no_more_of_another(world):
    client = Client()
    assert "SECRET-own-details" in prove(client, world.own).content.decode()
    allowed = {("foreign", what) for what in OF_THE_INVITEE}
    tokens = set(tokens_of(world.foreign).values())
    for visit in walk(world, "answer", world.foreign.token, client):
        visit.shows_only(allowed | named_to_delegates(visit, "x"), tokens)


# Links that do not


def assert_opens_nothing(world, purpose, token, client=None):
    before = list(Invitation.objects.order_by("pk").values())
    mails = OutgoingMail.objects.count()
    for visit in walk(world, purpose, token, client):
        assert visit.status in {400, 404, 405}, visit.done
        # What somebody made of a living link by adding to it stands in the address they came by.
        visit.shows_only(set(), [one for one in visit.living if one in token])
    assert list(Invitation.objects.order_by("pk").values()) == before
    assert OutgoingMail.objects.count() == mails


@pytest.mark.parametrize("end", ["replaced", "withdrawn", "renewed"])
def test_a_link_that_has_ended_opens_nothing(world, end):
    for purpose, token in world.dead[end].items():
        assert_opens_nothing(world, purpose, token)
        if purpose == "calendar":
            key = read_token("calendar", token)
            assert_opens_nothing(world, purpose, make_token("calendar with travel", key))


@pytest.mark.parametrize(
    "end",
    [
        lambda own: invitations.withdraw(own, BY),
        lambda own: invitations.renew_link(own, BY),
        lambda own: (nominations.nominate(own, BY, nominee("next")), nominations.approve(own, BY)),
    ],
    ids=["withdrawn", "renewed", "replaced"],
)
def test_not_even_in_the_browser_that_had_proven_it(world, end):
    client, tokens = Client(), tokens_of(world.own)
    prove(client, world.own)
    end(world.own)
    for purpose, token in tokens.items():
        assert_opens_nothing(world, purpose, token, client)


def test_a_token_of_another_purpose_opens_nothing(world):
    own, key = world.own, world.own.link_key
    for purpose, other in [
        ("answer", own.calendar_token),
        ("answer", world.delegation.token),
        ("delegation", own.token),
        ("delegation", own.calendar_token),
        ("calendar", own.token),
        ("calendar", world.delegation.token),
        ("any", make_token("unsubscribe", key)),
        ("answer", make_token("answer", world.delegation.link_key)),
        ("answer", make_token("answer", own.calendar_key)),
    ]:
        assert_opens_nothing(world, purpose, other)


def test_a_token_that_was_cut_or_changed_opens_nothing(world):
    living = {
        "answer": (world.own.token, world.foreign.token),
        "calendar": (world.own.calendar_token, world.foreign.calendar_token),
        "delegation": (world.delegation.token, world.rival.token),
    }
    for purpose, (token, other) in living.items():
        for broken in [
            token[:-1],
            token[1:],
            token[:15],
            token[15:],
            token.upper(),
            f"{token}0",
            f"{token}\0",
            f" {token}",
            token[:15] + other[15:],
            token * 300,
        ]:
            assert_opens_nothing(world, purpose, broken)


# Mails


def everything_happens(world):
    """Every verb that writes a mail, through links and by organisers."""
    own, delegation = world.own, world.delegation
    world.dialogue.reply_by_at += timedelta(days=5)
    world.dialogue.save()
    for invitation in world.dialogue.invitations.filter(status=Status.INVITED, delegation=None):
        dispatch.remind_now(invitation, BY)
        invitations.extend(invitation, BY)
        for response in ["tentative", "decline", "accept"]:
            answers.answer(
                invitation, transitions.Actor(transitions.Door.LINK, "office"), answer(response)
            )
        invitations.renew_link(invitation, BY)
        factories.letters_leave(world.dialogue)
        invitations.withdraw(invitation, BY)
    nominations.nominate(own, BY, nominee("refused"))
    nominations.reject(own, BY, "Sorry")
    nominations.nominate(own, BY, nominee("next"))
    nominations.approve(own, BY)
    for seat in delegation.seats.filter(status=Status.NOMINATED):
        nominations.reject(seat, BY, "Sorry")
        dispatch.remind_now(seat, BY)
        nominations.nominate(seat, BY, nominee("ours3"))
        nominations.approve(seat, BY)
    filled = delegation.seats.filter(status=Status.ACCEPTED).first()
    nominations.nominate(filled, BY, nominee("ours4"))
    nominations.approve(filled, BY)
    seat = factories.invitation(world.dialogue, Status.CLEARED, delegation=delegation)
    invitations.invite(seat, BY)
    answers.answer(seat, transitions.Actor(transitions.Door.LINK, "office"), answer("decline"))
    invitations.renew_delegation_link(world.rival, BY)
    for waiting in world.dialogue.invitations.filter(status=Status.RESERVE):
        invitations.offer(waiting, BY)
    prove(Client(), world.foreign)


def answer(response):
    return Answer(
        response=response,
        answered_by="office",
        answered_by_name="Rachel Goh",
        answered_by_email=OFFICE_ADDRESS,
    )


def written(mail):
    files = [bytes(file.content).decode() for file in mail.attachments.all()]
    return "\n".join([mail.subject, unsealed(mail).text, unsealed(mail).html, *files])


def test_no_email_holds_a_link_of_somebody_else_nor_anything_confidential(world, monkeypatch):
    past = dict(living_tokens())  # links that die on the way were somebody's too
    make = Invitation.token.fget

    def noted(invitation):
        token = make(invitation)
        past[token] = invitation.person.email if invitation.person else ""
        return token

    monkeypatch.setattr(Invitation, "token", property(noted))
    everything_happens(world)
    past |= living_tokens()
    mails = list(OutgoingMail.objects.all())
    kinds = {mail.kind for mail in mails}
    assert kinds >= {"confirmation", "nomination_approved", "new_link", "reminder", "access_code"}
    told = {"email", "phone", "note", "precedence", "gender", "details", "actor", "cc", "remark"}
    for mail in mails:
        text, label = written(mail), f"{mail.kind} to {mail.to_address}"
        assert {what for _whose, what in marks(text)} & told == set(), label
        assert NUMBERS.findall(text) == [], label
        for token, address in past.items():
            assert token not in text or address == mail.to_address, label


def test_an_email_to_an_office_holds_no_personal_link(world):
    everything_happens(world)
    to_office = OutgoingMail.objects.filter(to_address=OFFICE_ADDRESS)
    assert {mail.kind for mail in to_office} == {
        "confirmation",
        "nomination_received",
        "nomination_rejected",
        "nomination_approved",
    }
    for mail in to_office:
        assert "/i/" not in written(mail)
        assert "/my/" not in written(mail)
        assert mail.cc_address == ""


def test_the_code_goes_without_copy_and_without_link(world):
    prove(Client(), world.own)
    mail = world.own.mails.get(kind="access_code")
    assert (mail.to_address, mail.cc_address) == (world.own.person.email, "")
    assert "/i/" not in written(mail)
