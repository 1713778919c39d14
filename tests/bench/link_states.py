"""Rows for every page behind a link in every state, for people to look at: see sheet.py. It runs in
the environment of a demonstration, by `manage.py shell`, and prints what a browser needs.
"""

import json
from collections.abc import Iterator
from datetime import time, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from agenda.information import note
from agenda.models import InformationNote, Role
from dialogue import views
from dialogue.access import sealed_sessions, tokens
from dialogue.health import away_page
from dialogue.mail import unsubscribe
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.pages import links_that_open_nothing
from participants.delegates import consents, identity_check
from participants.lists import publishing
from participants.models import DelegateDetails, Invitation
from participants.personal_data import register
from participants.portraits import portraits
from participants.states import HAS_A_LINK, Status
from tests import factories
from tests.participants.portraits.files import file

S = Status
PHASES = ["in time", "late", "held", "off"]
EITHER = ["substitute_proposed", "nominated"]
NAMES = [("Nguyễn", "Thị Minh Hạnh", "VN"), ("Tan", "Mei Ling", "SG"), ("Siti", "Nurhaliza", "ID")]
ABOUT_THEMSELVES = ["details/", "details/consent/", "details/data/", "details/portrait/"]


@transaction.atomic
def write() -> None:
    """Make the rows and print, as JSON, {"cookie": of the browser of somebody who has proven to be
    the delegate, "pages": {name: path}, "wrong": {name: [path, the button to press]}, "ends":
    {name: the whole page}}."""
    dialogue = Dialogue.objects.earliest("pk")
    over, off = _another(dialogue, "held"), _another(dialogue, "cancelled")
    pages = {
        f"{status} {phase}": made.page_path
        for phase, made_of in zip(PHASES, [dialogue, dialogue, over, off], strict=True)
        for status, made in _in_every_state(made_of, is_late=phase == "late")
    }
    pages |= {f"institution {name}": path for name, path in _institutions(dialogue, over, off)}
    whole, empty = _with_everything(dialogue), _somebody(dialogue, S.ACCEPTED)
    pages |= dict(_pages_of(whole))
    pages |= {f"first {path}": empty.page_path + path for path in ABOUT_THEMSELVES}
    mail = OutgoingMail.objects.filter(dialogue=dialogue, kind="reminder").first()
    if mail:
        pages["unsubscribe"] = unsubscribe.link_in(mail).removeprefix(settings.PUBLIC_URL)
    made = {"cookie": _cookie(whole, empty), "pages": pages, "wrong": _wrong(dialogue, empty)}
    print(json.dumps({**made, "ends": dict(_ends(over))}))


def _ends(over) -> Iterator[tuple[str, str]]:
    """Where somebody's way ends, as far as no address leads there."""
    for code, _name in settings.LANGUAGES:
        request = RequestFactory().get(f"/{code}/")
        request.user = AnonymousUser()
        with translation.override(code):
            ended = links_that_open_nothing.ended(request, over, code)
            shown = {
                "400": views.bad_request(request),
                "403": views.permission_denied(request),
                "403 without a cookie": views.csrf_failure(request),
                "410 a link that has ended": ended,
                "429": views.too_many_attempts(request),
                "500": views.server_error(request),
                "503": away_page.respond(),
            }
        for name, response in shown.items():
            yield f"{name} ({code})", response.content.decode()


def _another(dialogue, status):
    """A dialogue that is over, or was called off."""
    first = timezone.localdate() - timedelta(days=9)
    words = ["title_en", "title_vi", "summary_en", "summary_vi", "forum_en", "forum_vi"]
    copied = {name: getattr(dialogue, name) for name in words}
    made = factories.dialogue(
        **copied,
        slug=f"ai-{status}",
        status=status,
        starts_on=first,
        ends_on=first + timedelta(days=1),
        reply_by_at=timezone.now() - timedelta(days=30),
        is_public=False,
    )
    for one in dialogue.institutions.all():
        made.institutions.create(part=one.part, name_en=one.name_en, name_vi=one.name_vi)
    return made


def _somebody(dialogue, status, **fields):
    number = dialogue.invitations.count()
    family, given, country = NAMES[number % len(NAMES)]
    person = factories.person(
        family_name=family,
        given_name=given,
        country=country,
        form_of_address_en="H.E.",
        form_of_address_vi="Bà",
        title_en="Director General for Digital Policy and International Cooperation",
        title_vi="Vụ trưởng Vụ Chính sách số và Hợp tác quốc tế",
    )
    return factories.invitation(dialogue, status, person=person, **fields)


def _in_every_state(dialogue, *, is_late):
    past = {"reply_by_at": timezone.now() - timedelta(hours=2)} if is_late else {}
    for status in sorted(HAS_A_LINK):
        made = _somebody(dialogue, status, **past)
        if status in EITHER:
            factories.nomination(invitation=made, kind="substitute").save()
        if status in {S.ACCEPTED, S.TENTATIVE, S.DECLINED, S.RESERVE}:
            response = {S.TENTATIVE: "tentative", S.DECLINED: "decline"}.get(status, "accept")
            made.answers.create(response=response, answered_by="invitee")
        yield status, made


def _institutions(*dialogues):
    for dialogue in dialogues:
        delegation = factories.delegation(dialogue)
        category = dialogue.categories.first()
        for status in sorted(HAS_A_LINK):
            seat = {"delegation": delegation, "category": category}
            unnamed = {"person": None} if status in {S.INVITED, S.NOMINATED, S.DECLINED} else {}
            make = factories.invitation if unnamed else _somebody
            made = make(dialogue, status, **seat, **unnamed)
            if status in EITHER:
                kind = "nomination" if unnamed else "substitute"
                factories.nomination(invitation=made, kind=kind).save()
        yield dialogue.status, delegation.page_path


def _with_everything(dialogue) -> Invitation:
    """A delegate of the demonstration with a role, who has told all and agreed to all."""
    asked = Role.objects.exclude(asked_at=None).filter(session__dialogue=dialogue)
    invitation = dialogue.invitations.filter(
        status=S.ACCEPTED, person__in=asked.values("person")
    ).first()
    for purpose in consents.Purpose:
        consents.record(invitation, purpose, True, door="link", actor="x")
    DelegateDetails.objects.update_or_create(
        invitation=invitation,
        defaults={
            "attendance": "travels",
            "arrival_on": dialogue.starts_on - timedelta(days=1),
            "arrival_time": time(14, 5),
            "arrival_number": "VN 1234",
            "arrival_place": "Nội Bài",
            "departure_on": dialogue.ends_on + timedelta(days=1),
            "hotel": "own",
            "hotel_name": "Hotel Example, Hàng Bông",
            "needs_visa_letter": True,
            "passport_name": "EXAMPLE PERSON",
            "diet": "Vegetarian",
            "changed_at": timezone.now(),
        },
    )
    portraits.put(invitation.person, file())
    register.ask(invitation, "see", "")
    admin = User.objects.filter(is_superuser=True).earliest("pk")
    publishing.publish(dialogue, admin, is_final=False)
    if not InformationNote.objects.filter(dialogue=dialogue).exists():
        note.publish(dialogue, admin)
    return invitation


def _pages_of(invitation: Invitation) -> Iterator[tuple[str, str]]:
    path = invitation.page_path
    yield "whole answer", path
    more = ["calendar/", "calendar/?ask=1", "your-data/", "participants/", "substitute/", "letter/"]
    for name in [*more, *ABOUT_THEMSELVES, "programme/", "information/"]:
        yield f"whole {name}", path + name
    role = Role.objects.exclude(asked_at=None).filter(person=invitation.person).first()
    yield "whole role", reverse("delegate_role", args=[invitation.token, role.pk])


def _wrong(dialogue, empty) -> dict[str, list[str]]:
    invited = _somebody(dialogue, S.INVITED)
    stranger = _somebody(dialogue, S.ACCEPTED)
    delegation = factories.delegation(dialogue)
    factories.invitation(dialogue, S.INVITED, delegation=delegation, person=None)
    send = "main form button.btn-lg"
    return {
        "answer": [invited.page_path, send],
        "substitute": [stranger.page_path + "substitute/", send],
        "nomination": [delegation.page_path, send],
        "institution letter": [delegation.page_path + "letter/", send],
        "your data": [stranger.page_path + "your-data/", send],
        "code asked for": [stranger.page_path + "details/", send],
        "code": [stranger.page_path + "details/code/", send],
        "consent": [empty.page_path + "details/consent/", "#consent form > button"],
        "portrait": [empty.page_path + "details/portrait/", "form.answer button"],
        "unknown link": ["/i/unknown/", ""],
        "unknown page": ["/en/nothing-here/", ""],
    }


def _cookie(*invitations: Invitation) -> str:
    session = sealed_sessions.SessionStore()
    for invitation in invitations:
        identity_check.remember(session, Invitation.objects.get(pk=invitation.pk))
    session.save()
    return tokens.make_token(sealed_sessions.COOKIE, session.session_key)
