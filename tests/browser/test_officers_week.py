"""A protocol officer's week on the real pages: a list of sixty people, the invitations, an
institution that nominates, a substitute, a freed seat, a telephone call, the list for the hosts."""

import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import choose

TITLE = "Officer’s week on data trust"
SYLLABLES = [
    *["bar", "den", "fir", "gol", "hum", "jas", "kel", "lom", "mur", "nip"],
    *["pos", "quar", "rid", "sten", "tov", "vul", "wex", "yam", "zet", "cho"],
]
HEADINGS = ["Family name", "Given name", "Title (English)", "Institution (English)", "Country"]
HEADINGS += ["Language", "E-mail address", "Category"]
FOCAL_POINT = "focal@week.example.org"
SEATS = 30


def name(number):
    """Two words that no other number gives, nor gives nearly."""
    first, second = SYLLABLES[number % 20], SYLLABLES[(number * 7 + number // 20) % 20]
    third = SYLLABLES[(number * 3 + number // 7 + 5) % 20]
    return f"{first}{second}".title(), f"{third}{second}{SYLLABLES[number // 3]}".title()


def address(number):
    return f"guest{number:02}@week.example.org"


def people():
    """Sixty rows; the last is the focal point of an institution and gets no draft."""
    countries = ["Singapore", "Viet Nam", "Thailand", "Indonesia"]
    rows = []
    for number in range(60):
        family, given = name(number)
        category = "Regulators" if number % 2 else "Researchers"
        row = [family, given, "Director", f"Institute {family}", countries[number % 4]]
        rows.append([*row, "English", address(number), category])
    rows[-1][-2:] = [FOCAL_POINT, ""]
    return rows


def workbook(rows):
    book = Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return {"name": "list.xlsx", "mimeType": "application/xlsx", "buffer": file.getvalue()}


class Officer:
    """At the admin site; each method is a piece of the week."""

    def __init__(self, page, world):
        self.page, self.world = page, world

    def open(self, path):
        self.page.goto(f"{self.world.url}/admin/participants/{path}")

    def says(self, text):
        expect(
            self.page.locator("#content, .messagelist").filter(has_text=text).first
        ).to_be_visible()

    def make_dialogue(self):
        """With two categories; returns its number."""
        today = timezone.localdate()
        page = self.page
        page.goto(f"{self.world.url}/admin/dialogue/dialogue/add/")
        for field, value in {
            "title_en": TITLE,
            "title_vi": "Tuần lễ của cán bộ lễ tân",
            "starts_on": str(today + timedelta(days=90)),
            "ends_on": str(today + timedelta(days=91)),
            "reply_by_at_0": str(today + timedelta(days=30)),
            "reply_by_at_1": "17:00",
            "capacity": str(SEATS),
            "contact_email": "secretariat@week.example.org",
        }.items():
            page.fill(f"#id_{field}", value)
        page.click("[name=_continue]")
        self.says("was added successfully")
        number = re.search(r"/dialogue/(\d+)/change", page.url)[1]
        for category in ["Regulators", "Researchers"]:
            self.open("category/add/")
            page.fill("[name=name_en]", category)
            page.fill("[name=name_vi]", f"Nhóm {category}")
            page.click("[name=_save]")
            self.says("was added successfully")
        return number

    def upload(self, rows):
        self.open("person/import/")
        self.page.set_input_files("[name=file]", workbook(rows))
        self.page.select_option("[name=dialogue]", label=TITLE)
        self.page.get_by_role("button", name="Upload and check the rows").click()

    def invitations(self, **filters):
        """The list of this dialogue's invitations."""
        query = {"dialogue__id__exact": self.number, **filters}
        self.open("invitation/?" + "&".join(f"{key}={value}" for key, value in query.items()))

    def choose_all(self, step):
        """Everybody on the list, on all its pages; then the page that asks."""
        self.page.check("#action-toggle")
        everybody = self.page.locator(".actions .question a")
        if everybody.is_visible():
            everybody.click()
        self.page.select_option("[name=action]", step)
        self.page.click("button[name=index]")

    def confirm(self):
        self.page.click("[name=confirmed]")
        expect(self.page.locator(".messagelist")).to_be_visible()

    def open_invitation(self, email):
        self.invitations(q=email)
        self.page.click("th.field-who a")

    def step(self, email, button):
        self.open_invitation(email)
        self.page.locator(".steps").get_by_role("link", name=button, exact=True).click()

    def state(self, text):
        expect(self.page.locator(".field-state .state")).to_have_text(text)

    def link_of(self, email):
        self.open_invitation(email)
        return self.page.locator(".field-link a").first.get_attribute("href")

    def letter(self, recipient, subject):
        """Open the newest letter of this subject to somebody; return its frame."""
        self.page.goto(f"{self.world.url}/admin/mail/outgoingmail/?q={recipient}")
        self.page.locator("th.field-subject a", has_text=subject).first.click()
        return self.page.frame_locator("iframe.letter")

    def link_in_letter(self, recipient, subject):
        return self.letter(recipient, subject).locator("a.button").get_attribute("href")

    def pick(self, field, text):
        """Out of an autocomplete field of the admin site."""
        self.page.locator(f".field-{field} .select2-selection").click()
        self.page.locator(".select2-search__field").fill(text)
        self.page.locator(".select2-results__option--highlighted", has_text=text).click()


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_a_protocol_officers_week(visit, world):
    officer = Officer(visit("en", signed_in=world), world)
    officer.number = officer.make_dialogue()
    import_the_list(officer)
    institution = ask_an_institution(officer)
    guests = invite_and_remind(officer)
    nominate(officer, visit("en"), institution)
    substitute = pass_a_seat_on(officer, visit, guests[0])
    refill_a_seat(officer, visit("en"), guests[1])
    write_down_a_call(officer, guests[2])
    consent(officer, visit("en"), substitute)
    export_the_list(officer, guests[2])


def import_the_list(officer):
    page, rows = officer.page, people()
    wrong = [list(row) for row in rows]
    wrong[3][4], wrong[3][6] = "Atlantis", "guest03 at week"
    officer.upload(wrong)
    officer.says("59 new, 0 changed, 0 unchanged, 1 refused.")
    refused = page.locator("tr.row-refused")
    expect(refused).to_contain_text("E5, Country")
    expect(refused).to_contain_text("Atlantis")
    expect(refused).to_contain_text("G5, E-mail address")
    expect(page.locator("[name=confirmed]")).to_have_count(0)

    officer.upload(rows)
    officer.says("60 new, 0 changed, 0 unchanged, 0 refused.")
    officer.says("59 draft invitations will be created.")
    expect(page.locator("tr.row-new")).to_have_count(60)
    officer.confirm()
    officer.says("59 draft invitations are ready.")
    officer.invitations()
    officer.choose_all("clear")
    officer.says("This affects 59 people.")
    officer.confirm()
    officer.says("59 people are cleared for sending.")


def ask_an_institution(officer):
    """Two seats for it; returns the link in the letter to its focal point."""
    page, organisation = officer.page, people()[-1][3]
    officer.open("delegation/add/")
    officer.pick("organisation", organisation)
    officer.pick("focal_point", people()[-1][0])
    page.click("[name=_continue]")
    for _seat in range(2):
        page.locator("select[name^=seats-]:not([name*=__prefix__])").last.select_option(index=1)
        page.click("[name=_continue]")
        expect(page.locator(".messagelist .success")).to_be_visible()
    officer.invitations(status__exact="draft")
    officer.choose_all("clear")
    officer.confirm()
    officer.invitations(status__exact="cleared", q=organisation)
    officer.choose_all("invite")
    officer.says("This affects 2 people.")
    officer.confirm()
    letter = officer.letter(FOCAL_POINT, "Request to nominate")
    expect(letter.locator("body")).to_contain_text("nominate 2 delegates")
    return letter.locator("a.button").get_attribute("href")


def invite_and_remind(officer):
    """Returns the addresses of three who are invited."""
    page = officer.page
    officer.invitations(status__exact="cleared")
    officer.choose_all("invite")
    officer.says("This affects 59 people.")
    officer.says("There are fewer free seats than people chosen.")
    preview = page.locator("details.letter-preview")
    expect(preview).to_have_count(30)
    officer.says("and 29 more letters like these")
    expect(page.frame_locator("iframe.letter").first.locator("body")).to_contain_text(TITLE)
    officer.confirm()
    officer.says("28 invitations are written.")
    officer.says("All 30 seats are taken or reserved by offers.")
    officer.invitations(status__exact="cleared")
    officer.choose_all("reserve")
    page.fill("[name=reason]", "No seat was left in the first round")
    officer.confirm()
    officer.says("Put on the reserve list: done for 31 people.")

    page.goto(f"{officer.world.url}/admin/mail/outgoingmail/?q=guest")
    sent = page.locator("td.field-recipient").all_inner_texts()
    found = [re.search(r"guest\d\d@[\w.]+", text)[0] for text in sent]
    remind(officer, found[0])
    return found[:3]


def remind(officer, email):
    officer.step(email, "Send a reminder")
    letter = officer.page.frame_locator("iframe.letter")
    expect(letter.locator("body")).to_contain_text("have not yet received your answer")
    officer.confirm()
    expect(officer.page.locator("#events")).to_contain_text("remind")
    expect(officer.letter(email, "Reminder to answer").locator("a.button")).to_be_visible()


def nominate(officer, office, link):
    """Two nominees: one is rejected and somebody else named, the other approved at once."""
    office.goto(link)
    expect(office.locator("h1")).to_have_text(people()[-1][3])
    seats = office.locator(".cards > section")
    propose(office, seats.nth(0), "Amanda", "amanda@week.example.org")
    expect(seats.nth(0)).to_contain_text(re.compile("Amanda Quist.*Nominated by Office", re.S))
    propose(office, seats.nth(1), "Bertram", "bertram@week.example.org")
    expect(seats.nth(1)).to_contain_text(re.compile("Bertram Quist.*Nominated by Office", re.S))

    officer.invitations(status__exact="nominated")
    expect(officer.page.locator("th.field-who a")).to_have_count(2)
    decide(officer, "Amanda", "Reject the nomination", "We need somebody who regulates")
    decide(officer, "Bertram", "Approve this person")
    office.reload()
    expect(seats.nth(0)).to_contain_text("The organisers were unable to approve Amanda Quist.")
    expect(seats.nth(0)).to_contain_text("We need somebody who regulates")
    expect(seats.nth(1)).to_contain_text(re.compile("Bertram Quist.*the seat is confirmed", re.S))
    propose(office, seats.nth(0), "Carlotta", "carlotta@week.example.org")
    decide(officer, "Carlotta", "Approve this person")
    link = officer.link_in_letter("carlotta@week.example.org", "Your seat")
    office.goto(link)
    expect(office.locator("main .name")).to_contain_text("Carlotta Quist")


OFFICE = {
    "proposed_by_name": "Office of the Director",
    "proposed_by_email": "office@week.example.org",
}


def propose(page, form, given, email, by=None):
    """Fill in one card; `by` is who proposes, if it is asked."""
    summary = form.locator("summary").first
    if not form.locator("[name$=given_name]").is_visible():
        summary.click()
    for field, value in {
        "family_name": "Quist",
        "given_name": given,
        "title_en": "Head of Unit",
        "email": email,
        **(by or OFFICE),
    }.items():
        form.locator(f"[id^=id_seat][id$='-{field}'], #id_{field}").fill(value)
    form.locator("button[type=submit]").first.click()


def decide(officer, given, button, reason=""):
    """On one of the nominations that wait, found by the name of the nominee."""
    page = officer.page
    officer.invitations(status__exact="nominated")
    addresses = [row.get_attribute("href") for row in page.locator("th.field-who a").all()]
    for address in addresses:
        page.goto(officer.world.url + address)
        if given in page.locator(".field-story").inner_text():
            break
    page.locator(".steps").get_by_role("link", name=button).click()
    expect(page.locator(".nomination")).to_contain_text(f"{given} Quist")
    page.fill("[name=reason]", reason)
    officer.confirm()
    expect(page.locator(".messagelist .success")).to_be_visible()


def pass_a_seat_on(officer, visit, email):
    """A guest accepts and proposes a substitute; returns the substitute's link."""
    old, page = officer.link_of(email), visit("en")
    page.goto(old)
    choose(page, "response", "accept")
    page.locator("form button[type=submit]").click()
    expect(page.locator(".state-accepted")).to_contain_text("Your seat is confirmed.")
    page.get_by_role("link", name="Propose a substitute").click()
    propose(
        page,
        page.locator("section.answer"),
        "Dorothea",
        "dorothea@week.example.org",
        {"remark": ""},
    )
    expect(page.locator("#answer")).to_contain_text(
        "Dorothea Quist has been proposed as your substitute"
    )

    officer.step(email, "Approve this person")
    expect(officer.page.locator(".nomination")).to_contain_text("dorothea@week.example.org")
    officer.confirm()
    officer.state("replaced")
    page.reload()
    expect(page.locator("h1")).to_have_text("This link is not valid")
    new = officer.link_in_letter("dorothea@week.example.org", "Your seat")
    delegate = visit("en")
    delegate.goto(new)
    expect(delegate.locator("main .name")).to_contain_text("Dorothea Quist")
    expect(delegate.locator(".state-accepted")).to_contain_text("Your seat is confirmed.")
    return new


def refill_a_seat(officer, guest, email):
    guest.goto(officer.link_of(email))
    choose(guest, "response", "decline")
    guest.fill("[name=reason]", "A ministerial meeting on the same day")
    guest.locator("form button[type=submit]").click()
    expect(guest.locator(".state-declined")).to_contain_text("You are unable to attend")

    page = officer.page
    officer.open(f"invitation/reserve/{officer.number}/")
    family = people()[int(email[5:7])][0]
    expect(page.locator(".freed")).to_contain_text(family)
    first = page.locator(".candidates li").first
    chosen, why = first.locator("h3").inner_text(), first.locator(".explanation").inner_text()
    assert "first on the reserve list of that category" in why
    first.get_by_role("button", name="Offer the seat").click()
    expect(page.frame_locator("iframe.letter").locator("body")).to_contain_text(TITLE)
    page.get_by_role("button", name="Offer the seat").click()
    officer.says(f"The seat has been offered to {chosen}; the letter is on its way.")
    expect(page.locator(".freed")).to_have_count(0)
    officer.open_invitation(chosen.split()[-1])
    officer.state("invited")
    expect(page.locator("#events .explanation")).to_have_text(why)


def write_down_a_call(officer, email):
    officer.step(email, "Record an answer")
    page = officer.page
    page.check("[name=response][value=accept]")
    page.check("[name=channel][value=telephone]")
    page.fill("[name=answered_by_name]", "Ms Hallam, private office")
    page.get_by_role("button", name="Record the answer").click()
    officer.says("The answer has been recorded")
    officer.state("accepted")
    expect(page.locator("#answers")).to_contain_text("Ms Hallam, private office")
    expect(page.locator("#answers")).to_contain_text("telephone")


def consent(officer, page, link):
    """The substitute agrees to stand in the list, behind the code."""
    page.goto(link)
    page.get_by_role("link", name="What may be published").click()
    page.get_by_role("button", name="Send a code to").click()
    expect(page.locator("[name=code]")).to_be_visible()
    code = re.search(r"\b\d{6}\b", page.inner_text("#code-sent"))[0]
    officer.letter("dorothea@week.example.org", "Your code")
    assert code not in officer.page.inner_text(".field-plain_text .readonly")
    page.fill("[name=code]", code)
    page.press("[name=code]", "Enter")
    page.check("[name=agree][value=list]")
    page.get_by_role("button", name="I agree to the items I have ticked").click()
    expect(page.locator("#consent")).to_contain_text("You agreed on")


def export_the_list(officer, silent):
    """It names who agreed, and counts the others."""
    page = officer.page
    officer.open(f"invitation/participants/{officer.number}/")
    expect(page.locator("table.participants th[scope=row]")).to_have_text(["Dorothea QUIST"])
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as XLSX").click()
    rows = [
        list(row)
        for row in load_workbook(io.BytesIO(download.value.path().read_bytes())).active.values
    ]
    names = [row[3] for row in rows[1:]]
    assert "Dorothea QUIST" in names
    assert people()[int(silent[5:7])][0] not in " ".join(names)
    assert sum(int(text.split()[1]) for text in names if text.startswith("and ")) == 3
