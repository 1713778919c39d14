"""What pages cost with few rows and with many: queries and time, asked for in this process."""

import gc
import secrets
import time
from statistics import median

from django.conf import settings
from django.contrib import admin
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogue.access import sealed_sessions, tokens
from dialogue.models import Dialogue
from participants.models import Person
from participants.states import Status
from tests import factories
from tests.bench import data, report
from tests.bench.measures import HOST, SMALL

ONE_PAGE = (60, 500)  # sessions, invitations: what fills one page of each list
LARGE = (2_400, 30_000)
PEOPLE = 3_000
MOST_TIMES, MOST_SECONDS = 9, 2  # that a page is asked for


def signed_in():
    """A client of an organiser who has signed in, with the cookie signed as a browser holds it."""
    client = Client(headers={"host": HOST, "x-forwarded-proto": "https"})
    name = f"bench-{secrets.token_hex(8)}"  # of this run: another may have left its own
    client.force_login(factories.organiser(username=name, email=f"{name}@example.org"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    client.cookies[settings.SESSION_COOKIE_NAME] = tokens.make_token(
        sealed_sessions.COOKIE, cookie.value
    )
    return client


# Milliseconds that a page may take at the large size with nothing cached; of those named in WARM,
# once somebody has opened it.
MOST = {
    "release page": 1000,
    "calendars in use": 500,
    "answer form": 30,
    "answer form, accepted": 30,
}
WARM = {
    "admin front page": 300,
    "delegate's programme": 30,
    "public front page": 20,
    "programme page": 20,
    "topics page": 20,
    "topic page": 20,
    "speakers page": 20,
    "calendars page": 20,
}


def pages(dialogue):
    """{what: function that asks for it in this process}."""
    anyone = Client(headers={"host": HOST, "x-forwarded-proto": "https"})
    inside = signed_in()
    invited = dialogue.invitations.filter(status=Status.INVITED).order_by("pk").last()
    coming = dialogue.invitations.filter(status=Status.ACCEPTED).order_by("pk").last()
    session = dialogue.sessions.order_by("pk").first()
    day = dialogue.local(session.starts_at).date().isoformat()
    feed = reverse("calendar", args=[dialogue.slug])
    public = f"/en/{dialogue.slug}"

    def get(client, path, **headers):
        def fetch():
            response = client.get(path, headers=headers)
            if response.status_code not in {200, 304}:
                raise RuntimeError(f"{path}: {response.status_code}")
            return response

        return fetch

    def of_organisers(name, *arguments):
        return get(inside, reverse(f"admin:{name}", args=arguments))

    etag = get(anyone, feed)()["ETag"]
    found = {
        "public front page": get(anyone, f"{public}/"),
        "programme page": get(anyone, f"{public}/programme/"),
        "topics page": get(anyone, f"{public}/topics/"),
        "topic page": get(anyone, f"{public}/topics/{dialogue.topics.first().slug}/"),
        "speakers page": get(anyone, f"{public}/speakers/"),
        "calendars page": get(anyone, f"{public}/calendars/"),
        "public feed": get(anyone, feed),
        "public feed, 304": get(anyone, feed, **{"if-none-match": etag}),
        "answer form": get(anyone, invited.page_path),
        "answer form, accepted": get(anyone, coming.page_path),
        "delegate's programme": get(anyone, reverse("delegate_programme", args=[coming.token])),
        "admin front page": get(inside, "/admin/"),
        "session's form": of_organisers("agenda_session_change", session.pk),
        "session's notes": of_organisers("session_notes", session.pk),
        "day board": of_organisers("programme_day", dialogue.pk, day),
        "release page": of_organisers("release_draft", dialogue.pk),
        "calendars in use": of_organisers("calendars", dialogue.pk),
        "balance board": of_organisers("balance", dialogue.pk),
        "reserve list": of_organisers("reserve", dialogue.pk),
        "list of participants": of_organisers("participants_list", dialogue.pk),
    }
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        found[f"list: {model._meta.verbose_name_plural}"] = get(inside, reverse(name))
    return found


def forget():
    """Empty every cache."""
    for cache in caches.all():
        cache.clear()


def count_queries(dialogue, choose=lambda what: True):
    """{what: report.Page} now, of the pages that `choose` says. The milliseconds are medians, with
    nothing in the cache and with what the request before left there; of what takes longer than two
    seconds there is one."""
    chosen = [(what, fetch) for what, fetch in pages(dialogue).items() if choose(what)]
    return {what: _measure(fetch) for what, fetch in chosen}


def _measure(fetch):
    response = fetch()  # compiles templates, opens the connection
    # The fewer of two: after a page of two seconds, what a worker believes for a second is read
    # again, and now and then an organiser's session is renewed.
    number = min(_queries(fetch, forget), _queries(fetch, forget))
    again = min(_queries(fetch), _queries(fetch))
    shown = (getattr(response, "context_data", None) or {}).get("cl")
    return report.Page(
        number,
        again,
        _milliseconds(fetch, forget),
        _milliseconds(fetch),
        len(shown.result_list) if shown else None,
    )


def _queries(fetch, before=lambda: None):
    before()
    with CaptureQueriesContext(connection) as captured:
        fetch()
    return len(captured)  # now, for the next request empties the log


def _milliseconds(fetch, before=lambda: None):
    times: list[float] = []
    while len(times) < MOST_TIMES and sum(times) < MOST_SECONDS:
        before()
        start = time.perf_counter()
        fetch()
        times.append(time.perf_counter() - start)
    return median(times) * 1000


def fill(dialogue, sessions, people):
    """The dialogue with so many sessions, and so many invitations: half of the invitees come, some
    wait on the reserve list. The draft differs from what was released, and some calendars lack it.
    """
    data.fill_sessions(dialogue, sessions // 2)
    data.fill_sessions(dialogue, sessions)
    for share, status in [(5, Status.ACCEPTED), (9, Status.INVITED), (10, Status.RESERVE)]:
        data.fill_invitations(dialogue, people * share // 10, status)
    data.fill_readings(dialogue)
    data.fill_consents(dialogue)
    data.fill_terms(dialogue)
    data.move_sessions(dialogue)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as PostgreSQL does by itself within a minute


def measure_queries():
    """What pages cost at the small and at the large size of a dialogue of its own, what lists cost
    once they fill a page, and a row for the list of three thousand people.

    Returns (small, large, lists of one page, rows for report.values_table).
    """
    dialogue = data.make_dialogue(slug="bench-pages")
    gc.freeze()  # this and the next as in dialogue.wsgi, whose pages these are
    gc.set_threshold(10_000)

    def count(choose=lambda what: True):
        return count_queries(Dialogue.objects.get(pk=dialogue.pk), choose)

    fill(dialogue, *SMALL)
    small = count()
    fill(dialogue, *ONE_PAGE)
    # The form only so that the lists are those of this dialogue, as they are in the others.
    one_page = count(lambda what: what == "session's form" or report.is_list(what))
    data.fill_people(PEOPLE)
    of_people = f"list: {Person._meta.verbose_name_plural}"
    milliseconds = count(lambda what: what == of_people)[of_people].cold
    fill(dialogue, *LARGE)
    return (
        small,
        count(),
        one_page,
        [(f"the list of {PEOPLE:,} people", milliseconds, "ms", 60)],
    )
