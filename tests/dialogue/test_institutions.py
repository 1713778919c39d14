"""What an institution has to do with a dialogue, as people read it."""

import json
import re

import pytest
from django.utils import translation

from dialogue.models import Institution
from tests import factories

HOSTS = {"host": ("host", "proposed host"), "co_host": ("co-host", "proposed co-host")}


def words(part, status, language="en"):
    made = factories.dialogue(status=status)
    institution = made.institutions.create(part=part, name_en="Ministry", name_vi="Bộ")
    with translation.override(language):
        return institution.part_in_words


@pytest.mark.django_db
@pytest.mark.parametrize("part", HOSTS)
@pytest.mark.parametrize(
    ("status", "is_proposed"),
    [
        ("proposed", True),
        ("under_review", True),
        ("declined", True),
        ("confirmed", False),
        ("held", False),
        ("cancelled", False),
    ],
)
def test_a_host_is_proposed_only_until_it_has_agreed(part, status, is_proposed):
    assert words(part, status) == HOSTS[part][is_proposed]


@pytest.mark.django_db
def test_every_part_has_its_words_in_both_languages():
    read = {part: words(part, "confirmed", "vi") for part in Institution.Part.values}
    assert read == {
        "host": "cơ quan đăng cai",
        "co_host": "cơ quan đồng đăng cai",
        "proposer": "cơ quan đề xuất",
        "coordinator": "đầu mối phối hợp",
        "partner": "đối tác",
        "sponsor": "nhà tài trợ",
    }
    assert words("host", "proposed", "vi") == "cơ quan được đề nghị đăng cai"


@pytest.mark.django_db
def test_hosts_and_proposers_invite_and_the_others_support():
    inviting = [part for part in Institution.Part.values if Institution(part=part).is_inviting]
    assert sorted(inviting) == ["co_host", "host", "proposer"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "agreed"),
    [("proposed", ["proposer"]), ("confirmed", ["co_host", "host", "proposer"])],
)
def test_only_who_has_agreed_is_said_to_invite(status, agreed):
    made = factories.dialogue(status=status)
    rows = [made.institutions.create(part=part, name_en=part) for part in Institution.Part.values]
    assert sorted(row.part for row in rows if row.has_agreed_to_invite) == agreed


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["proposed", "confirmed"])
def test_the_public_page_names_each_by_its_part(client, status):
    made = factories.dialogue(status=status)
    for part in Institution.Part.values:
        made.institutions.create(part=part, name_en=f"The {part}", name_vi=f"{part} ấy")
    shown = client.get(made.get_absolute_url()).content.decode()
    for part, label in Institution.Part.choices:
        proposed = part in HOSTS and status == "proposed"
        assert (f"<dt>Proposed {label}</dt>" if proposed else f"<dt>{label.capitalize()}</dt>") in (
            shown.replace("\n", "")
        )
    event = json.loads(re.search(r'application/ld\+json">(.*?)</script>', shown, re.S)[1])
    named = {one["name"] for one in event["organizer"]}
    hosts = {"The host", "The co_host"}
    assert named == {"The proposer", "The coordinator"} | (
        hosts if status == "confirmed" else set()
    )
    assert [one["name"] for one in event["sponsor"]] == ["The sponsor"]
