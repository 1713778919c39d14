"""Who an official letter says invites: nobody who was only asked to host."""

import pytest

from participants.official.values import values_for
from participants.states import Status
from tests import factories

MINISTRY = {"name_en": "Ministry of Science and Technology", "name_vi": "Bộ Khoa học và Công nghệ"}


def hosts(status, issuer):
    dialogue = factories.dialogue(status=status)
    dialogue.institutions.create(part="proposer", name_en="United Nations", name_vi="Liên hợp quốc")
    dialogue.institutions.create(part="host", position=1, **MINISTRY)
    head = factories.letter_head(dialogue, issuer_en=issuer)
    invitation = factories.invitation(dialogue, Status.CLEARED)
    letter = factories.official_letter(invitation=invitation)
    return values_for(letter, head, "en")["hosts"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "issuer", "expected"),
    [
        ("proposed", "United Nations", "the United Nations"),
        ("confirmed", "United Nations", "the United Nations and the " + MINISTRY["name_en"]),
        # The ministry writes the letter itself: it has agreed, whatever is entered here.
        ("proposed", MINISTRY["name_en"], "the United Nations and the " + MINISTRY["name_en"]),
    ],
)
def test_a_proposed_host_is_named_only_in_its_own_letter(status, issuer, expected):
    assert hosts(status, issuer) == expected
