"""Who an official letter says invites: the body that issues it, and hosts that have agreed to."""

import pytest
from django.utils import translation

from participants.official.values import values_for
from participants.states import Status
from tests import factories

MINISTRY = {"name_en": "Ministry of Science and Technology", "name_vi": "Bộ Khoa học và Công nghệ"}


def values(status, issuer, language="en"):
    dialogue = factories.dialogue(status=status)
    dialogue.institutions.create(part="proposer", name_en="United Nations", name_vi="Liên hợp quốc")
    dialogue.institutions.create(part="host", position=1, **MINISTRY)
    head = factories.letter_head(dialogue, issuer_en=issuer, issuer_vi=issuer)
    invitation = factories.invitation(dialogue, Status.CLEARED)
    letter = factories.official_letter(invitation=invitation)
    with translation.override(language):
        return values_for(letter, head, language)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "issuer", "expected"),
    [
        ("proposed", "United Nations", "the United Nations"),
        ("confirmed", "United Nations", "the United Nations and the " + MINISTRY["name_en"]),
        # The ministry writes the letter itself: it has agreed, whatever is entered here. Who only
        # proposed the dialogue does not invite on its paper.
        ("proposed", MINISTRY["name_en"], "the " + MINISTRY["name_en"]),
        ("proposed", "Ministry of Samples", "the Ministry of Samples"),
    ],
)
def test_a_proposed_host_is_named_only_in_its_own_letter(status, issuer, expected):
    assert values(status, issuer)["hosts"] == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "announcement", "inviting", "held"),
    [
        ("proposed", "theo đề xuất của Liên hợp quốc,", "Bộ Mẫu", "dự kiến được tổ chức"),
        (
            "confirmed",
            "thay mặt Bộ Khoa học và Công nghệ, Bộ Mẫu trân trọng thông báo:",
            "thay mặt Bộ Khoa học và Công nghệ, Bộ Mẫu",
            "sẽ được tổ chức",
        ),
    ],
)
def test_the_issuing_body_invites_and_names_who_proposed(status, announcement, inviting, held):
    said = values(status, "Bộ Mẫu", "vi")
    assert said["announcement"] == announcement
    assert (said["inviting"], said["held"]) == (inviting, held)
