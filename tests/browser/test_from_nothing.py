"""From no dialogue to thirty invitations that are sent, counted: pages, clicks, fields."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

MOST_PAGES, MOST_FIELDS = 12, 30
GUESTS = [
    *["Abernathy", "Bakshi", "Castellanos", "Dvorak", "Eriksen", "Fitzgerald"],
    *["Grigoryan", "Halvorsen", "Iwasaki", "Jankowski", "Karlsson", "Lombardi"],
    *["Mbeki", "Nakagawa", "Obafemi", "Petrov", "Quispe", "Rasmussen"],
    *["Schreiber", "Thorvald", "Urquhart", "Vasquez", "Wojcik", "Xanthos"],
    *["Yilmaz", "Zimmermann", "Bjork", "Choudhury", "Delacroix", "Ekwueme"],
]
TYPED = [
    {
        "title_en": "Dialogue on Data",
        "title_vi": "Đối thoại về dữ liệu",
        "starts_on": "2031-06-02",
        "ends_on": "2031-06-03",
        "venue_en": "Hanoi",
        "venue_vi": "Hà Nội",
        "host_en": "Ministry of Science and Technology",
        "host_vi": "Bộ Khoa học và Công nghệ",
    },
    {},  # seats and categories are as they usually are
    {},  # so are the deadline and the reminders
    {
        "contact_name_en": "Secretariat",
        "contact_name_vi": "Ban Thư ký",
        "contact_email": "office@example.org",
    },
]


def guests():
    """The list as a spreadsheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    headings = ["Family name", "Given name", "Title (English)", "Institution (English)"]
    sheet.append([*headings, "Country", "Language", "Email", "Category"])
    kinds = ["Government", "Companies", "Research"]
    for number, name in enumerate(GUESTS):
        address = f"{name.lower()}@example.org"
        row = [name, name[::-1].title(), "Director", f"Agency of {name}", "SG", "en", address]
        sheet.append([*row, kinds[number % 3]])
    file = io.BytesIO()
    book.save(file)
    return {"name": "guests.xlsx", "mimeType": "application/xlsx", "buffer": file.getvalue()}


class Counter:
    """A person at a page, of whom every page, click and field is counted."""

    def __init__(self, page):
        self.page, self.pages, self.clicks, self.fields = page, 1, 0, 0

    def go(self, selector):
        self.clicks += 1
        with self.page.expect_navigation():
            self.page.click(selector)
        self.pages += 1

    def fill(self, values):
        for name, value in values.items():
            self.page.fill(f"[name={name}]", value)
        self.fields += len(values)

    def all_of_the_list(self, action):
        self.clicks += 1
        self.page.check("#action-toggle")
        self.page.select_option("select[name=action]", action)
        self.fields += 1
        self.go("button[name=index]")


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_thirty_invitations_are_sent_within_twelve_pages(visit, world):
    admin = visit("en", signed_in=world)
    admin.goto(f"{world.url}/admin/")
    person = Counter(admin)
    person.go("a.act:has-text('New dialogue')")
    for values in TYPED:
        person.fill(values)
        person.go("[name=go-on]")
    person.go(".checks a:has-text('Guests')")
    admin.set_input_files("[name=file]", guests())
    person.fields += 1
    person.go("input[type=submit].default")
    person.go("button[name=confirmed]")
    person.all_of_the_list("clear")
    person.go("[name=confirmed]")
    person.all_of_the_list("invite")
    pages = person.pages
    person.go("[name=confirmed]")
    expect(admin.locator(".messagelist .success").first).to_be_visible()
    expect(admin.locator("#result_list .state-invited")).to_have_count(30)
    assert pages <= MOST_PAGES, person.clicks
    assert person.fields <= MOST_FIELDS
