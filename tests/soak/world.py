"""What the soak is about: `python -m tests.soak.world` fills an empty database and prints, as one
JSON object, what clients need to know: links, feeds, an organiser.

Two dialogues of thirty seats, to which sixty people each are invited: one answers all the time, the
other all at once.
"""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.soak.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402

from participants.states import Status  # noqa: E402
from tests import factories  # noqa: E402
from tests.bench import data  # noqa: E402

SEATS, INVITED, SESSIONS = 30, 60, 24
PASSWORD = "the password of the soak, long enough"


def make_dialogue(slug):
    """A public, released dialogue, its invitations out."""
    dialogue = data.make_dialogue(slug=slug)
    dialogue.capacity = SEATS
    dialogue.save()
    data.fill_sessions(dialogue, SESSIONS)
    factories.release(dialogue)
    invited = [factories.invitation(dialogue, Status.INVITED) for _number in range(INVITED)]
    return dialogue, invited


def _feed(session):
    return reverse("calendar_session", args=[session.dialogue.slug, session.slug])


def make_world():
    """{what clients need to know}"""
    call_command("migrate", verbosity=0)
    call_command("load_roles", verbosity=0)
    (daily, guests), (_rush, crowd) = make_dialogue("soak"), make_dialogue("rush")
    factories.organiser(username="soak", password=PASSWORD, is_superuser=True)
    programme = reverse("programme", args=[daily.slug])
    return {
        "guests": [(row.pk, row.page_path) for row in guests],
        "crowd": [(row.pk, row.page_path) for row in crowd],
        "feeds": [reverse("calendar", args=[daily.slug]), *map(_feed, daily.sessions.all())],
        "pages": [programme, f"/en/{daily.slug}/", f"/vi/{daily.slug}/"],
        "organiser": ["soak", PASSWORD],
        "organisers_pages": [
            "/admin/",
            "/admin/participants/invitation/",
            "/admin/mail/outgoingmail/queue/",
        ],
    }


if __name__ == "__main__":
    print(json.dumps(make_world()))
