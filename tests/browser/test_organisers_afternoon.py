"""An organiser's afternoon on the real pages: a new text, three passages, a topic, a session that
conflicts, the release checks, two releases, and what a delegate and a calendar see of them."""

import re
import urllib.request

import icalendar
import pytest
from playwright.sync_api import expect

from tests import demonstration
from tests.browser.conftest import SIZES, choose, look_at
from tests.browser.marking import drag

TEXT = [
    "Small administrations can share one sandbox, and learn from what others tried in it.",
    "An audit is worth as much as the access that auditors are given to data and people.",
    "Whoever buys a system for the public should be able to leave it again.",
]
PASSAGES = [(1, "share one sandbox"), (2, "An audit is worth"), (3, "able to leave it again")]
TOPIC = {"title_en": "Shared sandboxes", "title_vi": "Cơ chế thử nghiệm dùng chung"}
SESSION = {"title_en": "Sandboxes that we share", "title_vi": "Thử nghiệm có kiểm soát dùng chung"}
WORDS = {
    "description_en": "How three countries could run one sandbox.",
    "description_vi": "Ba nước có thể cùng vận hành một cơ chế thử nghiệm như thế nào.",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A demonstration of its own, for the afternoon changes its programme."""
    running = demonstration.start_copy(tmp_path_factory, "afternoon")
    yield running
    running.stop()


class Organiser:
    """At the admin site; each method is a piece of the afternoon."""

    def __init__(self, page, world):
        self.page, self.world = page, world

    def open(self, path):
        look_at(self.page, f"{self.world.url}/admin/agenda/{path}", barriers=False)

    def says(self, text):
        expect(
            self.page.locator("#content, .messagelist").filter(has_text=text).first
        ).to_be_visible()

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def import_text(self):
        self.open("sourcedocument/add/")
        self.page.fill("[name=title]", "Report on sandboxes")
        text = "\n\n".join(TEXT)
        file = {"name": "sandbox-report.txt", "mimeType": "text/plain", "buffer": text.encode()}
        self.page.set_input_files("[name=file]", file)
        self.press("Add and read")
        self.page.wait_for_url("**/reading/")

    def mark(self, number, words):
        """The first passage makes the topic, the others choose it."""
        drag(self.page, (number, words), (number, words))
        self.page.click("#marking-bar button")
        topic = self.page.locator("dialog[open] [name=topic]")
        known = topic.locator("option", has_text=TOPIC["title_en"])
        if known.count():
            topic.select_option(known.get_attribute("value"))
        else:
            for name, title in TOPIC.items():
                self.page.fill(f"dialog[open] [name={name}]", title)
        self.page.click("dialog[open] [type=submit]")
        self.page.wait_for_url("**/reading/#passage-*")

    def day(self):
        """The board of the dialogue's first day."""
        self.page.goto(f"{self.world.url}/admin/")
        self.page.click("a[href*='/agenda/session/day/']")

    def place_session(self):
        """In the room and at the time of a session that is there already."""
        self.day()
        taken = self.page.locator("article[data-title^='Round table']").first
        day = re.search(r"/day/\d+/([\d-]+)/", self.page.url)[1]
        room, clock = taken.get_attribute("data-room"), taken.locator(".clock").inner_text()
        self.open("session/add/")
        self.page.select_option("[name=kind]", "round_table")
        for name, text in {**SESSION, "description_en": WORDS["description_en"]}.items():
            self.page.fill(f"[name={name}]", text)
        for name, hour in zip(["starts", "ends"], clock.split("–"), strict=True):
            self.page.fill(f"[name={name}_at_0]", day)
            self.page.fill(f"[name={name}_at_1]", hour)
        self.page.select_option("[name=room]", room)
        self.page.get_by_label(TOPIC["title_en"]).check()
        self.page.click("[name=_continue]")
        self.says("is double-booked")
        self.key = re.search(r"/session/(\d+)/change", self.page.url)[1]

    def resolve_conflicts(self):
        """One by moving the session, one by saying why it stays."""
        self.move("07:00", "07:30")
        expect(self.page.locator(".messagelist")).not_to_contain_text("is double-booked")
        self.page.get_by_role("link", name="All conflicts").click()
        conflict = self.page.locator(".conflicts > li").filter(has_text=SESSION["title_en"])
        conflict = conflict.filter(has_text="has no rapporteur")
        conflict.locator("summary").click()
        conflict.locator("[name=reason]").fill("The secretariat takes the notes.")
        conflict.get_by_role("button", name="Accept").click()
        self.says("The secretariat takes the notes.")

    def move(self, starts, ends):
        """On the board of its day, by the form."""
        self.day()
        self.page.locator(f"article[data-session='{self.key}'] a.move").click()
        self.page.fill("[name=starts_at_1]", starts)
        self.page.fill("[name=ends_at_1]", ends)
        self.page.click("#move-form [value=move]")
        self.page.wait_for_selector(".messagelist .success")

    def gate(self):
        """The page on which the draft is looked at and released."""
        self.page.goto(f"{self.world.url}/admin/")
        self.page.get_by_role("link", name="Review and release").click()
        look_at(self.page, self.page.url)

    def mend_what_is_missing(self):
        """The release checks fail, and lead to the field that lacks its Vietnamese."""
        self.gate()
        self.says("the Vietnamese text is missing")
        expect(self.page.get_by_role("button", name=re.compile("Release version"))).to_be_disabled()
        self.page.get_by_role("link", name=f"{SESSION['title_en']}, description").click()
        self.page.fill("[name=description_vi]", WORDS["description_vi"])
        self.page.click("[name=_save]")

    def release(self, number, note_en, note_vi):
        self.gate()
        self.says("The release checks are passed")
        self.page.fill("[name=note_en]", note_en)
        self.page.fill("[name=note_vi]", note_vi)
        self.press(f"Release version {number}")
        self.says(f"version {number}")


class Delegate:
    """Behind the personal link."""

    def __init__(self, page, link):
        self.page, self.link = page, link

    def accept(self):
        self.page.goto(self.link)
        choose(self.page, "response", "accept")
        self.page.locator("form button[type=submit]").first.click()
        self.page.get_by_role("link", name="Add it to your calendar").click()
        self.calendar = self.page.locator("code", has_text="/calendar/my/").first.inner_text()

    def programme(self):
        """The page of the programme, looked at again."""
        look_at(self.page, f"{self.link}programme/?lang=en")
        return self.page.locator("main")

    def has_seen_it(self):
        self.page.get_by_role("button", name=re.compile("I have seen the")).click()
        expect(self.page.get_by_text("nothing has changed since")).to_be_visible()

    def entry(self, title):
        """The calendar entry of this title, as a calendar app would fetch it, or None."""
        with urllib.request.urlopen(self.calendar + "?lang=en") as response:
            calendar = icalendar.Calendar.from_ical(response.read())
        return next((one for one in calendar.walk("VEVENT") if one["SUMMARY"] == title), None)


@pytest.mark.parametrize("size", [SIZES["desktop"]], ids=["desktop"])
def test_from_a_new_text_to_what_delegates_and_calendars_show(visit, world, size):
    title = SESSION["title_en"]
    delegate = Delegate(visit("en", at=SIZES["phone"]), world.link)
    delegate.accept()
    expect(delegate.programme()).to_contain_text("You have not looked at the programme yet")
    delegate.has_seen_it()

    organiser = Organiser(visit("en", signed_in=world), world)
    organiser.import_text()
    for number, words in PASSAGES:
        organiser.mark(number, words)
    expect(organiser.page.locator("#text mark")).to_have_count(len(PASSAGES))
    organiser.place_session()
    organiser.resolve_conflicts()
    organiser.mend_what_is_missing()
    assert delegate.entry(title) is None
    expect(delegate.programme()).not_to_contain_text(title)

    organiser.release(3, "A round table on sandboxes.", "Thêm một bàn tròn về thử nghiệm.")
    entry = delegate.entry(title)
    assert (f"{entry.start:%H:%M}", entry["SEQUENCE"]) == ("07:00", 0)
    seen = delegate.programme()
    for told in ["Changed since you last looked (version 2", title, "A round table on sandboxes."]:
        expect(seen).to_contain_text(told)
    delegate.has_seen_it()
    public = visit("en")
    public.goto(f"{world.url}/en/ai-governance-2026/topics/")
    public.get_by_role("link", name=TOPIC["title_en"]).first.click()
    expect(public.locator("main mark")).to_have_text([words for _number, words in PASSAGES])

    organiser.move("07:30", "08:00")
    assert delegate.entry(title) == entry
    organiser.release(4, "Half an hour later.", "Lùi nửa giờ.")
    moved = delegate.entry(title)
    assert (f"{moved.start:%H:%M}", moved["SEQUENCE"]) == ("07:30", 1)
    assert moved["UID"] == entry["UID"]
    seen = delegate.programme()
    for told in ["Changed since you last looked (version 3", "new time or place", "07:30"]:
        expect(seen).to_contain_text(told)
