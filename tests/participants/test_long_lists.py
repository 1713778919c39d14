"""The admin site's lists with thirty people and with three thousand: as many queries, under 15."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participants.models import Answer, Category, Delegation, Invitation, Organisation, Person
from participants.states import Status
from tests import factories

STATUSES = [Status.INVITED, Status.ACCEPTED, Status.DECLINED, Status.TENTATIVE]
COUNTRIES = ["VN", "SG", "TH", "JP"]


def fill(dialogue, number):
    """So many people with invitations and answers, each with an institution that holds a seat."""
    now = timezone.now()
    categories = [factories.category(dialogue) for _ in range(3)]
    offset = Person.objects.count()
    organisations = Organisation.objects.bulk_create(
        Organisation(name_en=f"Ministry {offset + n}", country=COUNTRIES[n % 4])
        for n in range(number)
    )
    people = Person.objects.bulk_create(
        Person(
            family_name=f"Tan {offset + n}",
            email=f"tan-{offset + n}@example.org",
            country=COUNTRIES[n % 4],
            organisation=organisations[n],
        )
        for n in range(number)
    )
    delegations = Delegation.objects.bulk_create(
        Delegation(dialogue=dialogue, organisation=organisations[n], focal_point=people[n])
        for n in range(number)
    )
    moments = {"invited_at": now, "reply_by_at": dialogue.reply_by_at}
    seats = [
        Invitation(
            dialogue=dialogue,
            person=person,
            category=categories[n % 3],
            status=STATUSES[n % 4],
            **moments,
        )
        for n, person in enumerate(people)
    ] + [
        Invitation(
            dialogue=dialogue,
            delegation=delegation,
            category=categories[n % 3],
            status=Status.INVITED,
            **moments,
        )
        for n, delegation in enumerate(delegations)
    ]
    seats = Invitation.objects.bulk_create(seats)
    Answer.objects.bulk_create(
        Answer(invitation=seat, response="accept", answered_by="invitee") for seat in seats
    )


def lists():
    """The names of all lists of the participants' floor."""
    found = [
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        for model in admin.site._registry
        if model._meta.app_label == "participants"
    ]
    assert len(found) >= 5
    return found


@pytest.mark.django_db
def test_every_list_costs_the_same_few_queries_with_thirty_and_three_thousand_people(
    client, dialogue
):
    client.force_login(factories.organiser())

    def queries():
        counts = {}
        for name in lists():
            client.get(reverse(name))  # what is asked once and remembered
            with CaptureQueriesContext(connection) as seen:
                assert client.get(reverse(name)).status_code == 200
            counts[name] = len(seen)
        return counts

    fill(dialogue, 30)
    with_thirty = queries()
    fill(dialogue, 2970)
    assert Person.objects.count() == 3000
    assert Category.objects.count() == 6
    assert queries() == with_thirty
    assert max(with_thirty.values()) < 15
