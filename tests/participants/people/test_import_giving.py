"""What is given to many rows of a list at once, and what is proposed: categories, forms of address,
names divided as the address has them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from participants.models import Invitation, PeopleUpload, Person
from participants.people.spreadsheets import proposals
from tests import factories
from tests.participants.people.sheet_files import csv_file
from tests.reading import page, soup

UPLOAD = reverse("admin:people_import")
HEADINGS = ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Email", "Điện thoại", "Quốc gia"]
ROWS = [
    ["1", "Nguyễn Thị Lan", "Vụ trưởng", "Bộ Khoa học và Công nghệ", "lan@mst.example.vn"],
    ["2", "Trần Văn Bình", "Chuyên viên", "Bộ Khoa học và Công nghệ", "binh@mst.example.vn"],
    ["3", "Lê Minh Châu", "Nghiên cứu viên", "Viện Công nghệ số", "chau@vien.example.vn"],
    ["4", "ThS. Phạm Thu Hà", "Phóng viên", "Báo Buổi sáng", "ha@bao.example.vn"],
]
ABROAD = [
    ["5", "Prof. Kenji Tanaka", "Professor", "University of Kyoto", "tanaka@kyoto.example.org"],
    ["6", "Mei Tan", "Director", "Example Robotics Ltd", "mei@robotics.example.org"],
]
LIST = [HEADINGS, *([*row, "", "Việt Nam"] for row in ROWS)]
LIST += [[*ABROAD[0], "", "Nhật Bản"], [*ABROAD[1], "", "Singapore"]]


@pytest.fixture
def categories(dialogue):
    dialogue.categories.all().delete()
    named = [("government", "Government", 1), ("companies", "Companies", 5)]
    named.append(("research", "Research", 5))
    for slug, name, target in named:
        factories.category(dialogue, slug=slug, name_en=name, name_vi=name, target=target)


def send(client, dialogue, rows=LIST):
    file = SimpleUploadedFile("list.csv", csv_file(*rows))
    data = {"file": file, "dialogue": dialogue.pk if dialogue else ""}
    return client.post(UPLOAD, data, follow=True)


def decide(client, response, **fields):
    seen = response.context["plan"].fingerprint
    sent = {name if "-" in name else name.replace("_", "-"): one for name, one in fields.items()}
    return client.post(response.request["PATH_INFO"], {"seen": seen, **sent}, follow=True)


def given(response):
    """{row: the category that its menu shows}"""
    menus = soup(response).select("select[name$=category]")
    chosen = [(menu, menu.select_one("option[selected]")) for menu in menus]
    return {int(menu["name"].split("-")[1]): one and one["value"] for menu, one in chosen}


def test_the_kind_of_institution_proposes_a_category_that_is_shown(
    client, user, dialogue, categories
):
    response = send(client, dialogue)
    proposed = ["government", "government", "research", None, "research", "companies"]
    assert given(response) == dict(enumerate(proposed, 2))
    text = page(response)
    assert "5 categories are proposed from the kind of institution." in text
    assert "1 person has no category and gets no draft invitation." in text
    decide(client, response, confirmed="1", give_1="companies", to_1="without")
    assert Invitation.objects.filter(category__slug="government").count() == 2
    assert Invitation.objects.get(person__given_name="Thu Hà").category.slug == "companies"


def test_the_numbers_stand_beside_the_targets(client, user, dialogue, categories):
    over = soup(send(client, dialogue)).select_one(".category-counts .risk")
    assert " ".join(over.text.split()) == "Government: 2 of 1, more than the target"


def test_a_proposal_can_be_refused_in_its_row(client, user, dialogue, categories):
    response = send(client, dialogue)
    cell = {"cell-2-category": "-"}
    response = decide(client, response, corrected="1", **cell)
    assert given(response)[2] is None
    assert given(response)[3] == "government"


@pytest.mark.parametrize(
    ("whom", "rows"),
    [
        ("ticked", {4, 7}),
        ("without", {5}),
        ("country:VN", {2, 3, 4, 5}),
        ("but:VN", {6, 7}),
        ("institution:Bộ Khoa học và Công nghệ", {2, 3}),
        ("kind:firm", {7}),
        ("everybody", set()),
    ],
)
def test_a_category_is_given_to_many_rows_in_one_act(
    client, user, dialogue, categories, whom, rows
):
    factories.category(dialogue, slug="press", name_en="Press", name_vi="Press")
    response = send(client, dialogue)
    response = decide(client, response, corrected="1", give_1="press", to_1=whom, ticked=["4", "7"])
    assert {row for row, slug in given(response).items() if slug == "press"} == rows


def test_a_later_line_and_the_row_itself_count_more(client, user, dialogue, categories):
    response = send(client, dialogue)
    lines = {"give_1": "companies", "to_1": "country:VN", "give_2": "research", "to_2": "ticked"}
    row = {"cell-4-category": "government"}
    response = decide(client, response, corrected="1", ticked=["2"], **lines, **row)
    assert [given(response)[number] for number in (2, 3, 4)] == [
        "research",
        "companies",
        "government",
    ]


def test_nothing_is_proposed_for_people_who_are_known(client, user, dialogue, categories):
    factories.person(email="lan@mst.example.vn", family_name="Nguyễn", given_name="Thị Lan")
    assert given(send(client, dialogue))[2] is None


def test_titles_go_where_their_language_is_read(client, user, dialogue, categories):
    decide(client, send(client, None), confirmed="1")
    people = Person.objects.all()
    titles = {one.given_name: (one.title_en or "", one.title_vi or "") for one in people}
    assert titles["Văn Bình"] == ("", "Chuyên viên")
    assert titles["Thu Hà"] == ("", "Phóng viên")
    assert titles["Mei"] == ("Director", "")


def test_mr_and_ms_are_chosen_in_the_row_and_proposed_only_where_the_name_says_it(client, user):
    response = send(client, None)
    shown = soup(response)
    named = {button["name"] for button in shown.select("[type=radio]")}
    columns = {2: "vi", 3: "vi", 4: "vi", 5: "vi", 7: "en"}  # not the professor
    assert named == {f"cell-{n}-form_of_address_{code}" for n, code in columns.items()}
    proposed = {one["name"]: one["value"] for one in shown.select("[type=radio][checked]")}
    assert proposed == {"cell-2-form_of_address_vi": "Bà", "cell-3-form_of_address_vi": "Ông"}


def test_a_form_of_address_for_all_others_leaves_the_chosen_ones(client, user):
    rows = {f"cell-{number}-form_of_address_vi": "Bà" for number in (2, 5)}
    decide(client, send(client, None), confirmed="1", form_for_others="men", **rows)
    forms = {one.given_name: one.form_of_address_vi or one.form_of_address_en
             for one in Person.objects.all()}  # fmt: skip
    assert forms == {"Thị Lan": "Bà", "Văn Bình": "Ông", "Minh Châu": "Ông", "Thu Hà": "Bà",
                     "Tanaka": "Prof.", "Mei": "Mr"}  # fmt: skip


def test_a_degree_by_which_nobody_is_spoken_to_stays_unless_the_row_says_otherwise(client, user):
    decide(client, send(client, None), confirmed="1", form_for_others="men")
    person = Person.objects.get(given_name="Thu Hà")
    assert person.form_of_address_vi == "ThS."
    assert not person.is_addressed_in("vi")


def test_a_name_that_the_address_contradicts_is_pointed_out_and_mended_by_a_tick(client, user):
    response = send(client, None)
    tick = soup(response).select_one(".otherwise input")
    assert (tick["name"], tick["value"]) == ("name-6", "Tanaka | Kenji")
    assert len(soup(response).select(".otherwise")) == 1
    decide(client, response, confirmed="1", **{"name-6": ["Kenji | Tanaka", "Tanaka | Kenji"]})
    assert Person.objects.get(email__startswith="tanaka").family_name == "Tanaka"


@pytest.mark.parametrize(
    ("name", "country", "address", "is_doubtful"),
    [
        ("Min-jun Kim", "South Korea", "mjkim@example.org", False),
        ("Minjun Kim", "South Korea", "m.kim@example.org", True),
        ("Kim Minjun", "South Korea", "kim@example.org", False),
        ("Kim Minjun", "South Korea", "kim.minjun@example.org", False),
        ("Sok Dara", "Cambodia", "dara@example.org", False),
        ("Nguyễn Văn An", "Viet Nam", "an@example.org", False),
        ("John Smith", "Australia", "john@example.org", False),
    ],
)
def test_only_what_an_address_says_plainly_is_pointed_out(
    client, user, name, country, address, is_doubtful
):
    rows = [["Full name", "Email", "Country"], [name, address, country]]
    assert bool(soup(send(client, None, rows)).select(".otherwise")) is is_doubtful


def test_how_somebody_without_an_address_is_reached_is_said_in_the_row(client, user):
    rows = [["Full name", "Email", "Telephone"], ["Mei Tan", "mei@example.org", ""]]
    rows.append(["John Smith", "", "+65 6123 4567"])
    response = send(client, None, rows)
    assert soup(response).select_one("select[name=cell-3-reached_by] option[value=telephone]")
    decide(client, response, confirmed="1", **{"cell-3-reached_by": "telephone"})
    assert Person.objects.get(email="").reached_by == Person.ReachedBy.TELEPHONE
    assert not PeopleUpload.objects.exists()


def test_a_page_of_four_hundred_rows_is_not_too_much_to_send(client, user):
    response = send(client, None)
    rows = {f"cell-{row}-{column}": "" for row in range(400) for column in ["a", "b", "c", "d"]}
    assert decide(client, response, corrected="1", **rows).status_code == 200


def test_a_long_list_takes_what_is_given_to_many_but_proposes_nothing(
    client, user, dialogue, categories, monkeypatch
):
    monkeypatch.setattr(proposals, "LOOKED_THROUGH", 3)
    response = send(client, dialogue)
    assert set(given(response).values()) == {None}
    assert not soup(response).select("[type=radio][checked]")
    response = decide(client, response, corrected="1", give_1="research", to_1="country:VN")
    assert [given(response)[row] for row in (2, 7)] == ["research", None]
