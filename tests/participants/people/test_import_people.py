"""Importing a list of people in the admin site: preview of every row, all or nothing."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from participants.models import Invitation, Organisation, PeopleUpload, Person
from participants.people.spreadsheets import carrying_out, import_plan, sheets
from participants.personal_data.erasure import erase
from participants.workflow.transitions import organiser
from tests import factories
from tests.participants.people.sheet_files import csv_file, people, windows_1258, xlsx_file
from tests.reading import page

UPLOAD, LIST = reverse("admin:people_import"), reverse("admin:participants_person_changelist")
MINH = {"family_name": "Trần", "given_name": "Quang Minh", "email": "minh@example.org"}


def send(client, content, dialogue=None, name="list.xlsx"):
    """Upload a file and give the page that follows."""
    data = {"file": SimpleUploadedFile(name, content), "dialogue": dialogue.pk if dialogue else ""}
    return client.post(UPLOAD, data, follow=True)


def confirm(client, response, agreed=()):
    """Confirm the preview that is on screen."""
    shown = response.context["plan"].fingerprint
    data = {"seen": shown, "agreed": agreed, "confirmed": "1"}
    return client.post(response.request["PATH_INFO"], data, follow=True)


def plan(*rows, dialogue=None):
    """What the import of these people would do."""
    return import_plan.plan(sheets.read(people(*rows)), dialogue)


def only(*rows, dialogue=None):
    return plan(*rows, dialogue=dialogue).outcomes[-1]


def problems(outcome):
    assert outcome.kind == "refused"
    return " ".join(f"{where}: {text}" for where, text in outcome.problems)


# The way through the pages


def test_people_are_imported_after_every_row_was_shown(client, user, dialogue):
    known = factories.person(email="Mei@Example.org", family_name="Tan", given_name="Mei")
    known.organisation.name_en = "Ministry of Science"
    known.organisation.save()
    before = dialogue.calendar_changed_at
    response = send(
        client,
        people(
            {**MINH, "country": "VN", "institution_en": "Agency", "title_vi": "Cục trưởng"},
            {"family_name": "Tan", "email": "mei@example.ORG", "title_en": "Director"},
        ),
    )
    text = page(response)
    assert "1 new, 1 changed, 0 unchanged, 0 refused." in text
    assert "1 institution is new." in text
    assert "“Agency”" in text
    assert "<ins>Director</ins>" in text
    assert "Minh" in text
    assert (Person.objects.count(), Organisation.objects.count()) == (1, 1)

    assert "Imported: 1 new, 1 changed, 0 unchanged." in page(confirm(client, response))
    minh = Person.objects.get(email="minh@example.org")
    assert (minh.family_name, minh.country, minh.title_vi) == ("Trần", "VN", "Cục trưởng")
    assert (minh.organisation.name_en, minh.organisation.name_vi) == ("Agency", "Agency")
    assert minh.organisation.country == "VN"
    known.refresh_from_db()
    assert (known.title_en, known.given_name) == ("Director", "Mei")
    assert known.email == "Mei@Example.org"
    for person in [minh, known]:
        entry = person.history.first()
        assert (entry.history_user, entry.history_change_reason) == (user, "list.xlsx")
    dialogue.refresh_from_db()
    assert dialogue.calendar_changed_at > before
    assert not PeopleUpload.objects.exists()


def test_a_list_from_an_old_excel_in_viet_nam_is_imported(client, user):
    rows = [["Họ", "Tên", "Thư điện tử", "Nước"], ["Đỗ", "Thị Hường", "h@example.org", "Việt Nam"]]
    response = send(client, windows_1258(*rows), name="danh sách.csv")
    assert "Windows-1258" in page(response)
    confirm(client, response)
    person = Person.objects.get()
    assert (person.name, person.country) == ("Đỗ Thị Hường", "VN")


def test_a_row_that_is_refused_stops_all_and_the_page_says_which_cell_to_mend(client, user):
    response = send(client, people(MINH, {**MINH, "email": "two@@example.org"}))
    text = page(response)
    assert "C3, Email address" in text
    assert "Enter a valid email address." in text
    assert 'name="confirmed"' not in text
    assert "Nothing was imported" in page(confirm(client, response))
    assert not Person.objects.exists()


def test_all_or_nothing_when_somebody_has_been_added_since(client, user):
    made = plan(MINH, {**MINH, "family_name": "Lê", "email": "le@example.org"})
    Person.objects.create(family_name="Lê", email="le@example.org")
    with pytest.raises(IntegrityError):
        carrying_out.carry_out(made, "list.xlsx")
    assert [person.email for person in Person.objects.all()] == ["le@example.org"]
    assert Person.history.count() == 1


def test_what_changed_between_preview_and_confirm_is_shown_again(client, user):
    response = send(client, people({**MINH, "title_en": "Director"}))
    factories.person(email="MINH@example.org", family_name="Trần", given_name="Q.")
    again = confirm(client, response)
    text = page(again)
    assert "Something has changed in the meantime. Nothing was imported" in text
    assert "0 new, 1 changed" in text
    assert Person.objects.get().title_en in {None, ""}
    confirm(client, again)
    assert Person.objects.get().title_en == "Director"


def test_confirming_twice_is_reported_and_harmless(client, user):
    response = send(client, people(MINH))
    confirm(client, response)
    text = page(confirm(client, response))
    assert "This upload has already been dealt with or has expired." in text
    assert Person.objects.count() == 1


def test_a_discarded_file_is_gone(client, user):
    response = send(client, people(MINH))
    text = page(client.post(response.request["PATH_INFO"], {"discard": "1"}, follow=True))
    assert "The file was discarded." in text
    assert not PeopleUpload.objects.exists()
    assert not Person.objects.exists()


def test_an_upload_that_nobody_decided_on_is_deleted_after_a_day(client, user):
    send(client, people(MINH))
    PeopleUpload.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    send(client, people(MINH))
    assert PeopleUpload.objects.count() == 1


def test_looking_at_the_preview_writes_nothing(client, user, dialogue):
    response = send(client, people({**MINH, "category": "x"}), dialogue)
    with CaptureQueriesContext(connection) as queries:
        client.get(response.request["PATH_INFO"])
    assert not [q for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "The file is not a spreadsheet."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 50, "The file is damaged"),
        (b"", "The file is empty."),
        (b"x" * 5_300_000, "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_on_the_form(client, user, content, words):
    assert words in page(send(client, content))
    assert not PeopleUpload.objects.exists()


def test_a_form_without_file_says_so(client, user):
    assert "Choose the file that contains the list." in page(client.post(UPLOAD, {}))


def test_unknown_columns_are_named(client, user):
    content = xlsx_file(["Họ", "E-mail", "Shoe size"], ["Trần", "minh@example.org", 38])
    assert "left out:" in page(response := send(client, content))
    assert "Shoe size" in page(response)


# What the rows say


@pytest.mark.django_db
class TestRows:
    def test_an_empty_cell_leaves_what_is_known_alone(self):
        person = factories.person(title_en="Director", phone="1")
        outcome = only(
            {"family_name": None, "email": person.email, "title_en": "  ", "phone": "2"},
        )
        assert outcome.changes == [("Telephone", "1", "2")]

    def test_the_same_again_is_unchanged_whatever_its_blanks_and_line_ends(self):
        person = factories.person(note="one\r\ntwo", title_en="Head  of office")
        row = {"family_name": person.family_name, "email": person.email, "note": "one\ntwo"}
        assert only({**row, "title_en": "Head of office"}).kind == "same"

    @pytest.mark.parametrize(
        "country", ["VN", "vnm", "Viet Nam", "việt nam", "VIET NAM", "Vietnam"]
    )
    def test_a_country_is_known_by_code_and_by_name_in_both_languages(self, country):
        assert only({**MINH, "country": country}).person.country == "VN"

    @pytest.mark.parametrize("language", ["vi", "Vietnamese", "Tiếng Việt", "tieng viet"])
    def test_a_language_is_known_by_code_and_name(self, language):
        assert only({**MINH, "language": language}).person.language == "vi"

    def test_gender_is_only_taken_as_stated(self):
        assert only(MINH).person.gender == ""
        assert only({**MINH, "gender": "Nữ"}).person.gender == "woman"

    @pytest.mark.parametrize(
        ("cells", "words"),
        [
            ({"country": "Atlantis"}, "There is no country “Atlantis”."),
            ({"language": "Latin"}, "“Latin” is not recognised."),
            ({"gender": "yes"}, "Enter one of: woman, man"),
            ({"precedence": "first"}, "“first” is not a valid precedence."),
            ({"precedence": -1}, "“-1” is not a valid precedence."),
            ({"precedence": "²"}, "“²” is not a valid precedence."),
            ({"precedence": 20}, "Give a reason for a precedence"),
            ({"gender_words": "x"}, "The person’s own words can only be given with"),
            ({"email": None}, "The email address is missing"),
            ({"email": "a@b@c.org"}, "Enter a valid email address."),
            ({"cc_email": "office"}, "Enter a valid email address."),
            ({"family_name": None, "given_name": None}, "A new person needs a family name or"),
            ({"family_name": "-", "given_name": "N/A"}, "A new person needs a family name or"),
            ({"in_capitals": "TRẦN"}, "This is no part of the displayed name"),
            ({"family_name": "x" * 10_000}, "at most 140 characters (it has 10000)"),
            ({"institution_en": "x" * 201}, "at most 200 characters"),
            ({"given_name": "=A1"}, "This is a formula"),
            ({"family_name": "=A1"}, "This is a formula"),
        ],
    )
    def test_what_cannot_be_is_refused_with_its_cell(self, cells, words):
        assert words in problems(only({**MINH, **cells}))

    def test_the_same_address_twice_is_refused_with_the_first_row(self):
        outcome = only(MINH, {**MINH, "email": "MINH@Example.org"})
        assert "The same address appears in row 2." in problems(outcome)

    def test_a_persons_old_faults_are_not_the_files(self):
        person = factories.person(phone="1")
        Person.objects.update(cc_email="not an address")
        assert only({"family_name": "Tan", "email": person.email}).kind == "same"


# Institutions


@pytest.mark.django_db
class TestInstitutions:
    def test_one_is_found_in_either_language_without_case_and_diacritics(self):
        ministry = factories.organisation(name_en="Ministry", name_vi="Bộ Khoa học")
        for names in [{"institution_en": "MINISTRY"}, {"institution_vi": "bo khoa hoc"}]:
            outcome = only({**MINH, "country": "SG", **names})
            assert outcome.person.organisation == ministry
            assert outcome.new_institution == ""

    def test_of_several_with_one_name_that_of_the_persons_country_is_meant(self):
        factories.organisation(name_en="Ministry of Foreign Affairs", country="SG")
        row = {**MINH, "country": "VN", "institution_en": "Ministry of Foreign Affairs"}
        assert only(row).new_institution
        hanoi = factories.organisation(name_en="Ministry of Foreign Affairs", country="VN")
        assert only(row).person.organisation == hanoi

    def test_a_new_one_is_made_once_for_all_its_people(self, client, user):
        row = {"country": "VN", "institution_en": "Agency", "institution_vi": "Cơ quan"}
        other = {"family_name": "Lê", "given_name": "Hoa", "email": "hoa@example.org"}
        confirm(client, send(client, people({**MINH, **row}, {**other, **row})))
        agency = Organisation.objects.get()
        assert agency.people.count() == 2
        assert (agency.name_en, agency.name_vi) == ("Agency", "Cơ quan")

    @pytest.mark.parametrize(("before", "after"), [("", "government"), ("firm", "firm")])
    def test_its_kind_is_filled_in_only_where_it_is_not_known(self, client, user, before, after):
        factories.organisation(name_en="Agency", name_vi="Cơ quan", country="VN", kind=before)
        row = {"country": "VN", "institution_en": "Agency", "institution_kind": "Government"}
        confirm(client, send(client, people({**MINH, **row})))
        assert Organisation.objects.get().kind == after

    def test_a_kind_that_there_is_not_is_refused_with_those_there_are(self):
        outcome = only({**MINH, "institution_en": "Agency", "institution_kind": "club"})
        assert "university" in str(outcome.problems)


# Who looks like somebody else


@pytest.mark.django_db
class TestLookAlikes:
    known = {"family_name": "Nguyễn", "given_name": "Văn An", "country": "VN"}

    @pytest.mark.parametrize("name", [("NGUYEN", "Van An"), ("Văn An", "Nguyễn"), ("", "x")])
    def test_the_same_name_in_any_order_from_the_same_country_is_doubtful(self, name):
        person = factories.person(**self.known, email="an@example.org")
        family, given = name
        row = {"family_name": family, "given_name": given, "email": "b@example.org"}
        outcome = only({**row, "country": "VN"})
        if family:
            assert (outcome.kind, outcome.looks_like) == ("refused", f"{person} <an@example.org>")
        else:
            assert outcome.looks_like == ""

    def test_so_is_one_from_the_same_institution_and_one_from_an_earlier_row(self):
        person = factories.person(**{**self.known, "country": "SG"})
        row = {"family_name": "Nguyễn", "given_name": "Văn An", "email": "b@example.org"}
        assert only(
            {**row, "institution_en": person.organisation.name_en, "country": "SG"}
        ).looks_like
        outcome = only(
            MINH | {"country": "VN"}, {**MINH, "country": "VN", "email": "c@example.org"}
        )
        assert outcome.looks_like == "row 2 of this file: Trần Quang Minh"

    def test_one_from_elsewhere_and_one_with_another_name_are_not(self):
        factories.person(**self.known)
        row = {"family_name": "Nguyễn", "given_name": "Văn An", "email": "b@example.org"}
        assert only({**row, "country": "LA"}).looks_like == ""
        assert only({**row, "given_name": "Thị Bích", "country": "VN"}).looks_like == ""

    def test_a_known_persons_own_row_is_never_doubtful(self):
        for number in range(2):
            factories.person(**self.known, email=f"an{number}@example.org")
        row = {"family_name": "Nguyễn", "email": "an0@example.org", "phone": "1"}
        assert only(row).kind == "changed"

    def test_a_doubtful_row_is_imported_only_when_it_is_ticked(self, client, user):
        factories.person(**self.known)
        response = send(client, people({**self.known, "email": "b@example.org"}))
        text = page(response)
        assert "Looks like Nguyễn Văn An" in text
        assert "Import row 2 anyway" in text
        refused = confirm(client, response)
        assert "Nothing was imported" in page(refused)
        assert Person.objects.count() == 1
        assert "Imported: 1 new" in page(confirm(client, refused, agreed=["2"]))
        assert Person.objects.count() == 2

    def test_more_doubts_than_anybody_weighs_are_refused_as_a_whole(self):
        names = ["Family name", "Given name", "E-mail", "Country"]
        rows = [["Nguyễn", "Văn An", f"an{n}@example.org", "VN"] for n in range(502)]
        made = import_plan.plan(sheets.read(csv_file(names, *rows)), None, frozenset(range(600)))
        assert "More than 500 rows look like people who are already known" in made.problem
        assert not made.is_ready

    def test_a_tick_excuses_nothing_else(self, client, user):
        factories.person(**self.known)
        response = send(client, people({**self.known, "email": "b@example.org", "language": "x"}))
        assert 'type="checkbox"' not in page(response).partition("<table")[2]
        confirm(client, response, agreed=["2"])
        assert Person.objects.count() == 1


# Draft invitations


def test_people_get_a_draft_in_their_category_once(client, user, dialogue):
    regulators = factories.category(dialogue, slug="regulator", name_vi="Cơ quan quản lý")
    firms = factories.category(dialogue, slug="firm", name_en="Firms")
    invited = factories.invitation(dialogue, "declined", category=firms).person
    left = factories.invitation(dialogue, "withdrawn", category=firms).person
    rows = [
        {**MINH, "category": "cơ quan quản lý"},
        {"family_name": "Tan", "email": invited.email, "category": "regulator"},
        {"family_name": "Tan", "email": left.email, "category": "FIRMS"},
    ]
    response = send(client, people(*rows), dialogue)
    assert "2 draft invitations will be created." in page(response)
    text = page(confirm(client, response))
    assert "Imported: 1 new, 0 changed, 2 unchanged. 2 draft invitations are ready." in text
    drafts = {i.person.email: i.category for i in Invitation.objects.filter(status="draft")}
    assert drafts == {"minh@example.org": regulators, left.email: firms}
    assert page(send(client, people(*rows), dialogue)).count("Draft invitation in") == 0


def test_a_vietnamese_name_keeps_its_order_where_nobody_says_the_country(db):
    person = only(MINH).person
    assert (person.name, person.language) == ("Trần Quang Minh", "vi")
    abroad = only({**MINH, "country": "Australia"}).person
    assert (abroad.name, abroad.language) == ("Quang Minh Trần", "en")
    told = only({**MINH, "language": "English", "country": "Việt Nam"}).person
    assert (told.name, told.language) == ("Trần Quang Minh", "en")
    peter = only({**MINH, "family_name": "Nguyen", "given_name": "Peter"}).person
    assert (peter.name, peter.language) == ("Peter Nguyen", "en")


def test_an_unknown_category_is_refused_and_one_without_dialogue_too(dialogue):
    factories.category(dialogue, name_en="Firms")
    row = {**MINH, "category": "Farms"}
    assert "Enter one of: Firms." in problems(only(row, dialogue=dialogue))
    made = plan(row)
    assert "Choose the dialogue, then upload the file again" in made.problem
    assert not made.is_ready


def test_a_column_category_that_is_left_empty_needs_no_dialogue(db):
    made = plan({**MINH, "category": ""})
    assert made.problem == ""
    assert made.is_ready


@pytest.mark.django_db
class TestErasedBefore:
    def test_whoever_was_erased_comes_back_only_if_the_organiser_says_so(self, client, user):
        gone = factories.person(email="minh@example.org")
        erase(gone, organiser(user), erased_at=datetime(2031, 3, 2, 5, tzinfo=UTC))
        sent = send(client, people({**MINH, "email": "MINH@example.org"}))
        assert "were erased on 2 March 2031, as was asked" in page(sent)
        assert "Import row 2 anyway" in page(sent)
        again = confirm(client, sent)
        assert not Person.objects.filter(email__iexact="minh@example.org").exists()
        confirm(client, again, agreed=["2"])
        assert Person.objects.filter(email__iexact="minh@example.org").exists()

    def test_nobody_is_said_to_be_erased_by_another_address(self, user):
        erase(factories.person(email="minh@example.org"), organiser(user))
        assert only({**MINH, "email": "tran.minh@example.org"}).erased_at is None


# Size, roles, languages


@pytest.mark.parametrize("number", [3, 60])
def test_planning_asks_the_database_the_same_whatever_the_length(
    number, dialogue, django_assert_num_queries
):
    category = factories.category(dialogue)
    for n in range(number // 3):
        factories.person(email=f"known-{n}@example.org", family_name=f"Nguyễn {n * 7919}")
    rows = [
        {
            "family_name": f"Nguyễn {n * 7919}",
            "email": f"known-{n}@example.org",
            "institution_en": f"Agency {n}",
            "country": "VN",
            "category": category.slug,
        }
        for n in range(number)
    ]
    content = people(*rows)
    with django_assert_num_queries(7):
        import_plan.plan(sheets.read(content), dialogue)


@pytest.mark.parametrize("number", [3, 60])
def test_the_preview_asks_as_many_queries_whatever_the_length(
    client, user, dialogue, number, django_assert_num_queries
):
    category = factories.category(dialogue)
    common = {"institution_en": "Agency", "country": "VN", "category": category.slug}
    rows = [
        {"family_name": f"Nguyễn {n * 7919}", "email": f"p{n}@example.org", **common}
        for n in range(number)
    ]
    response = send(client, people(*rows), dialogue)
    with django_assert_num_queries(13):
        client.get(response.request["PATH_INFO"])


def test_five_thousand_rows_are_planned_without_a_query_each(db, django_assert_max_num_queries):
    rows = [
        [f"Nguyễn {n}", f"Văn {n * 7919 % 5000}", f"p{n}@example.org", "VN"] for n in range(5000)
    ]
    content = csv_file(["Family name", "Given name", "E-mail", "Country"], *rows)
    with django_assert_max_num_queries(7):
        made = import_plan.plan(sheets.read(content), None)
    assert len(made.outcomes) == 5000


@pytest.mark.parametrize("rights", [[], ["add_person"], ["change_person", "view_person"]])
def test_importing_needs_the_right_to_add_and_to_change_people(client, db, rights):
    user = factories.organiser(is_superuser=False)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    for name in ["people_import", "people_import_template"]:
        assert client.get(reverse(f"admin:{name}")).status_code == 403
    assert send(client, people(MINH)).status_code == 403
    kept = PeopleUpload.objects.create(filename="x", content=people(MINH), user=user)
    assert client.post(reverse("admin:people_import_preview", args=[kept.pk])).status_code == 403
    assert not Person.objects.exists()
    if "view_person" in rights:
        assert UPLOAD not in page(client.get(LIST))


def test_whoever_may_not_invite_is_not_offered_a_dialogue(client, dialogue):
    user = factories.organiser(is_superuser=False)
    rights = ["add_person", "change_person"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    assert 'name="dialogue"' not in page(client.get(UPLOAD))
    assert "Choose the dialogue" in page(send(client, people({**MINH, "category": "x"}), dialogue))


def test_the_list_of_people_leads_to_the_import(client, user):
    assert UPLOAD in page(client.get(LIST))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_empty_list_has_the_readers_headings_and_its_example_can_be_imported(
    client, user, language
):
    client.cookies["django_language"] = language
    response = client.get(reverse("admin:people_import_template"))
    book = load_workbook(io.BytesIO(response.content))
    headings = [cell.value for cell in book.worksheets[0][1]]
    assert headings == [getattr(column, language) for column in sheets.COLUMNS.values()]
    assert len(book.worksheets) == 2
    made = import_plan.plan(sheets.read(response.content), None)
    assert [outcome.kind for outcome in made.outcomes] == ["new"]
    assert made.sheet.ignored == []
