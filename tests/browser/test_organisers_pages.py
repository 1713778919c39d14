"""Every page of the organisers' site, as the table of who may see what names them, with one row of
everything: no barrier, nothing wider than the screen, whatever the language, the width and the
colours; forms that were sent empty too. And the front page in all situations of a dialogue."""

import io

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.states import Status
from tests import factories
from tests.access_table import PAGES
from tests.browser.conftest import SIZES, find_barriers, look_at
from tests.browser.in_process import SITE, connect
from tests.visitors import Visitors, address, make_mail, make_world, rows

# Pages of Django are walked too, and their templates name variables that are not there.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.parametrize("size", ["desktop"], indirect=True),  # changed from page to page
]

SUPERUSER = "superuser"
# What is no page of the site: files, and letters, which stand in a frame of one.
NO_PAGES = ("_export", "_xlsx", "_file", "_pdf", "_docx", "_html", "_letter", "_frame", "_print")
NO_PAGES += ("jsi18n", "logout", "rehearsal", "status_report", "view_on_site", "_calendar")
NO_PAGES += ("_refused", "_template", "_signed", "_scan")
# Django's own pages are the same for every model: these are walked for two of them.
ALIKE = ("_history", "_delete")
EXAMPLES = ("_invitation_", "_session_")
LOOKS = [
    ("en", "desktop", "light"),
    ("vi", "phone", "dark"),
    ("vi", "desktop", "dark"),
    ("en", "phone", "light"),
]


@pytest.fixture
def show(visit, client):
    """Show an address of the site, each time with other eyes."""
    page = visit("en", at=SIZES["desktop"])
    connect(page, client)
    client.force_login(factories.organiser(username="who-looks"))
    count = iter(range(10_000))

    def look(path, **expected):
        language, width, colours = LOOKS[next(count) % len(LOOKS)]
        client.cookies["django_language"] = language
        page.set_viewport_size(SIZES[width])
        page.emulate_media(color_scheme=colours)
        look_at(page, SITE + path, **expected)
        return page

    return look


def pages_of_organisers():
    return [
        name
        for name, letters in rows(PAGES).items()
        if name.startswith("admin:") and letters[SUPERUSER] == "P" and not name.endswith(NO_PAGES)
        if not name.endswith(ALIKE) or any(example in name for example in EXAMPLES)
    ]


def test_every_page_can_be_read_by_everybody(show, dialogue):
    call_command("load_roles", stdout=io.StringIO())
    world = make_world(dialogue)
    found = {}
    for name in pages_of_organisers():
        page = show(address(name, world), barriers=False)
        found[name] = find_barriers(page)
    assert {name: barriers for name, barriers in found.items() if barriers} == {}


def test_a_form_that_was_sent_empty_can_be_mended_by_everybody(show, dialogue):
    world = make_world(dialogue)
    found = {}
    for name in pages_of_organisers():
        if name.endswith("_add") and name.startswith(("admin:agenda", "admin:participants")):
            page = show(address(name, world), barriers=False)
            page.locator("#content form").first.evaluate("form => { form.noValidate = true }")
            with page.expect_navigation():
                page.locator("[name=_save], #content [type=submit]").first.click()
            found[name] = find_barriers(page)
    assert {name: barriers for name, barriers in found.items() if barriers} == {}


# Of each stop of the Tab key: what it is, and whether one sees that it has the focus, by a line
# around it, its label or what encloses it.
STOP = """() => {
  const at = document.activeElement
  if (at === document.body) return null
  at.dataset.stop = 'yes'
  const isLined = one => {
    const style = getComputedStyle(one)
    const width = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
    return width > 0 || style.boxShadow !== 'none'
  }
  const isSeen = [at, at.labels?.[0], at.parentElement].some(one => one && isLined(one))
  return { isSeen, what: at.outerHTML.slice(0, 120) }
}"""
# What should have been one. In a fold that is closed nothing is, and of radio buttons one.
MISSED = """() => [...document.querySelectorAll('a[href],button,input,select,textarea,summary')]
  .filter(one => !one.disabled && one.tabIndex >= 0 && !one.dataset.stop && one.type !== 'radio')
  .filter(one => one.checkVisibility({ visibilityProperty: true }))
  .filter(one => !one.closest('details:not([open]) > :not(summary)'))
  .map(one => one.outerHTML.slice(0, 120))"""
BY_KEYBOARD = ["agenda_session_change", "agenda_topic_change", "programme_day", "passage_in_text"]
BY_KEYBOARD += ["participants_officialletter_change", "participants_incomingletter_change"]


@pytest.mark.parametrize("name", BY_KEYBOARD)
def test_the_tab_key_leads_through_everything_and_out_again(show, dialogue, name):
    page = show(address(f"admin:{name}", make_world(dialogue)), barriers=False)
    page.evaluate("document.activeElement.blur()")  # a form begins in its first field
    unseen, outside = [], 0
    for _number in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            outside += 1
        elif not stop["isSeen"]:
            unseen.append(stop["what"])
        if outside == 2:
            break
    assert (page.evaluate(MISSED), unseen, outside) == ([], [], 2)


# The front page, from the first day of a house to the last of a dialogue. Each makes its rows.


def _nothing(_dialogue):
    Dialogue.objects.all().delete()


def _just_made(dialogue):
    factories.category(dialogue, target=10)


def _ready(dialogue):
    for status in [Status.DRAFT, Status.CLEARED, Status.CLEARED]:
        factories.invitation(dialogue, status)


def _inviting(dialogue):
    government = factories.category(dialogue, target=4)
    for status in [Status.INVITED, Status.ACCEPTED, Status.NOMINATED, Status.RESERVE]:
        factories.invitation(dialogue, status, category=government)
    factories.incoming_mail(factories.invitation(dialogue, Status.INVITED))
    factories.reminder_rule(dialogue, days_before=3)


def _all_accepted(dialogue):
    government = factories.category(dialogue, target=1)
    for _number in range(3):
        factories.invitation(dialogue, Status.ACCEPTED, category=government)
    Dialogue.objects.update(capacity=2)


def _mail_is_down(dialogue):
    make_mail("invitation", dialogue)
    returned = make_mail("reminder", dialogue)
    long_ago = factories.datetime(2031, 4, 1, tzinfo=factories.UTC)
    OutgoingMail.objects.update(next_try_at=long_ago)
    OutgoingMail.objects.filter(pk=returned.pk).update(
        state="bounced", refusal="dead", finished_at=long_ago
    )


def _clashes(dialogue):
    room = factories.room(dialogue)
    for slug in ["one", "other"]:
        factories.session(dialogue, slug=slug, room=room)


def _in_status(status):
    def change(dialogue):
        _inviting(dialogue)
        factories.work_stream(dialogue)
        Dialogue.objects.update(status=status, sequence=1)

    return change


SITUATIONS = {
    "nothing is there": (_nothing, "2031-05-01", "new-dialogue"),
    "just made": (_just_made, "2031-05-01", "/person/import/"),
    "ready to invite": (_ready, "2031-05-01", "/action/invite/"),
    "inviting": (_inviting, "2031-05-01", "status__exact=nominated"),
    "the deadline is tomorrow": (_inviting, "2031-05-14", "reply_by_at__gt="),
    "all have accepted": (_all_accepted, "2031-05-20", "/balance/"),
    "the mail is down": (_mail_is_down, "2031-05-01", "/queue/"),
    "sessions clash": (_clashes, "2031-05-20", "/conflicts/"),
    "on the day": (_inviting, "2031-06-02", "status__exact=accepted"),
    "over, and nobody said so": (_inviting, "2031-06-08", "/change/"),
    "held": (_in_status("held"), "2031-06-08", "status__exact=accepted"),
    "cancelled": (_in_status("cancelled"), "2031-05-20", ""),
}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_front_page_says_the_next_act_in_every_situation(visit, client, colours):
    page = visit("en", at=SIZES["desktop"])
    connect(page, client)
    page.emulate_media(color_scheme=colours)
    for number, (make, day, act) in enumerate(SITUATIONS.values()):
        with transaction.atomic(), time_machine.travel(f"{day} 03:00Z", tick=False):
            make(factories.dialogue())
            client.force_login(factories.organiser())
            client.cookies["django_language"] = ["en", "vi"][(number + (colours == "dark")) % 2]
            page.set_viewport_size(SIZES["phone" if number % 2 else "desktop"])
            look_at(page, SITE + reverse("admin:index"))
            addresses = page.eval_on_selector_all(".act", "acts => acts.map(act => act.href)")
            assert any(act in each for each in addresses), day
            transaction.set_rollback(True)


@pytest.mark.parametrize("kind", ["observer", "programme"])
def test_the_front_page_of_who_may_do_little(visit, dialogue, kind):
    _inviting(dialogue)
    page = visit("vi", at=SIZES["phone"])
    connect(page, Visitors()(kind))
    look_at(page, SITE + reverse("admin:index"))
