"""The lists of the admin site as files: what they hold, what they never hold, who may have them."""

import io
from datetime import UTC, date, datetime, time

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from agenda.models import SourceDocument
from dialogue.exports import spreadsheets
from participants.models import Answer, DelegateDetails, InvitationWithDetails, Person
from participants.people.spreadsheets import import_plan, sheets
from participants.states import Status
from tests import factories
from tests.participants.people.sheet_files import csv_table, table
from tests.visitors import SECRET, make_mail, make_world

LISTS = [
    "participants_person",
    "participants_organisation",
    "participants_category",
    "participants_invitation",
    "participants_delegation",
    "participants_invitationwithdetails",
    "agenda_session",
    "agenda_topic",
    "agenda_sourcedocument",
    "mail_outgoingmail",
]
DANGEROUS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "＝1+1"]


def address(name, kind="csv", **query):
    return reverse(f"admin:{name}_export", args=[kind], query=query)


def export(client, name, kind="csv", **query):
    """The rows of a list's export, each a {heading: value}."""
    response = client.get(address(name, kind, **query))
    assert response.status_code == 200
    headings, *rows = (csv_table if kind == "csv" else table)(response.content)
    return [dict(zip(headings, row, strict=True)) for row in rows]


# Whole lists


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_had_and_holds_a_line_a_row(client, user, dialogue, name, kind):
    world = make_world(dialogue)
    rows = export(client, name, kind)
    model = (
        InvitationWithDetails if name == "participants_invitationwithdetails" else type(world[name])
    )
    expected = model.objects.expected() if model is InvitationWithDetails else model.objects
    assert len(rows) == expected.count()


@pytest.mark.parametrize("name", LISTS)
def test_no_export_holds_a_link_a_key_or_a_letter(client, user, dialogue, name):
    world = make_world(dialogue)
    invitation = world["participants_invitation"]
    delegation = factories.delegation(dialogue)
    factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
    for kind in ["csv", "xlsx"]:
        content = client.get(address(name, kind)).content
        text = str(csv_table(content) if kind == "csv" else table(content))
        keys = [invitation.link_key, invitation.calendar_key, delegation.link_key]
        for secret in [SECRET, "JBSWY3DP", *keys, "/i/", "BEGIN:VCALENDAR"]:
            assert secret not in text


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("number", [3, 60])
def test_an_export_asks_as_many_queries_whatever_its_length(
    client, user, dialogue, name, number, django_assert_max_num_queries
):
    document = factories.document()
    for _number in range(number):
        invitation = factories.invitation(dialogue, Status.ACCEPTED)
        answer(invitation)
        session = factories.session(dialogue, room=factories.room(dialogue))
        factories.role(session, invitation.person)
        factories.document(duplicate_of=document)
        factories.topic(dialogue)
        factories.category(dialogue)
        make_mail("invitation", dialogue)
        factories.delegation(dialogue)
    with django_assert_max_num_queries(13):  # one writes the security log
        rows = export(client, name)
    assert len(rows) >= number


def test_the_export_of_details_says_who_arrives_when(client, user, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    DelegateDetails.objects.create(
        invitation=invitation,
        attendance=DelegateDetails.Attendance.TRAVELS,
        arrival_on=date(2031, 6, 1),
        arrival_time=time(9, 5),
        wants_pickup=True,
        passport_number="",
        changed_by="Mei Tan",
    )
    (row,) = export(client, "participants_invitationwithdetails")
    assert row["Delegate"] == str(invitation.person)
    assert row["Attendance"] == "in person, travelling"
    assert str(row["Day of arrival"]).startswith("2031-06-01")
    assert (row["Time of arrival"], row["Pick-up on arrival"]) == ("09:05", "Yes")


def test_filters_and_search_of_the_list_are_kept(client, user, dialogue):
    accepted = factories.person(family_name="Hidayat", country="ID")
    factories.invitation(dialogue, Status.ACCEPTED, person=accepted)
    factories.invitation(dialogue, Status.DECLINED)
    query = {"status__exact": "accepted", "q": "hidayat"}
    page = client.get(reverse("admin:participants_invitation_changelist", query=query))
    link = f"{address('participants_invitation', 'xlsx')}?status__exact=accepted&amp;q=hidayat"
    assert link in page.content.decode()
    rows = export(client, "participants_invitation", **query)
    assert [row["Family name"] for row in rows] == ["Hidayat"]
    assert [
        row["Email address"] for row in export(client, "participants_person", country="ID")
    ] == [accepted.email]


def test_all_pages_of_the_list_are_exported(client, user):
    for _number in range(55):
        factories.person()
    page = client.get(reverse("admin:participants_person_changelist") + "?p=2")
    assert "p=2" not in dict(page.context["export_links"])["XLSX"]
    assert len(export(client, "participants_person")) == 55


def test_a_filter_that_does_not_exist_is_no_export_of_everything(client, user, dialogue):
    make_mail("invitation", dialogue)
    for query in [{"text__contains": "Open"}, {"nonsense": "1"}]:
        response = client.get(address("mail_outgoingmail", **query))
        assert "text/csv" not in response.get("Content-Type", "")


def test_another_format_is_not_there(client, user):
    assert client.get(address("participants_person", "json")).status_code == 404


def test_the_file_is_named_after_the_list_and_kept_by_nobody_on_the_way(client, user):
    response = client.get(address("participants_person", "xlsx"))
    assert response.headers["Content-Disposition"].startswith('attachment; filename="people 20')
    assert response.headers["Content-Type"] == spreadsheets.XLSX
    assert "no-store" in response.headers["Cache-Control"]


# Who may have them


@pytest.mark.parametrize(
    ("role", "may_have"),
    [
        ("Observer", set()),
        ("Protocol", {name for name in LISTS if name.startswith(("participants", "mail"))}),
        ("Programme", {name for name in LISTS if name.startswith("agenda")}),
        ("Secretariat", set(LISTS)),
    ],
)
def test_those_may_export_who_may_change_the_rows(client, dialogue, role, may_have):
    call_command("load_roles", stdout=io.StringIO())
    factories.invitation(dialogue)  # the list without any offers nothing but to begin
    user = factories.organiser(is_superuser=False)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    for name in LISTS:
        is_open = client.get(address(name)).status_code == 200
        page = client.get(reverse(f"admin:{name}_changelist")).content.decode()
        assert is_open == (address(name) in page) == (name in may_have), name
        if not is_open:
            assert client.get(address(name)).status_code == 403


def test_emails_about_accounts_are_exported_by_superusers_only(client, dialogue):
    make_mail("account")
    user = factories.organiser(is_superuser=False)
    call_command("load_roles", stdout=io.StringIO())
    user.groups.set(Group.objects.filter(name="Secretariat"))
    client.force_login(user)
    assert export(client, "mail_outgoingmail") == []


# Harmless cells


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_program_would_compute_is_made_harmless(text):
    assert csv_table(spreadsheets.write_csv(["Name"], [[text]]))[1] == [f"'{text}"]
    sheet = load_workbook(io.BytesIO(spreadsheets.write_xlsx(["Name"], [[text]]))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a; @SUM(A1)", "a; '@SUM(A1)"),
        ("a\t-1", "a\t'-1"),
        ("a\n=1", "a\n'=1"),
        ("a;＝1", "a;'＝1"),
    ],
)
def test_no_cell_begins_with_a_formula_where_semicolons_divide_cells_either(text, written):
    assert csv_table(spreadsheets.write_csv(["Name"], [[text]]))[1] == [written]


@pytest.mark.parametrize("text", ["a; b", "a;b – c", "Needs:\n- a ramp\n- quiet", "x = 1; y"])
def test_ordinary_text_stays_as_it_is(text):
    assert csv_table(spreadsheets.write_csv(["Name"], [[text]]))[1] == [text]


def test_a_heading_is_made_harmless_too():
    assert csv_table(spreadsheets.write_csv(["=1"], []))[0] == ["'=1"]


def test_a_telephone_number_stays_readable():
    number = "+84 (24) 3822-1234"
    assert csv_table(spreadsheets.write_csv(["Telephone"], [[number]]))[1] == [f"'{number}"]
    cell = load_workbook(io.BytesIO(spreadsheets.write_xlsx(["Telephone"], [[number]]))).active[
        "A2"
    ]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (number, "s", True)


def test_numbers_days_and_moments_are_such_in_a_workbook():
    row = [20, date(2031, 6, 2), datetime(2031, 6, 2, 2, 0, tzinfo=UTC), None, "a\x07b"]
    headings = list("abcde")
    written = table(spreadsheets.write_xlsx(headings, [row]))[1]
    noon = datetime(2031, 6, 2, 9, 0)  # noqa: DTZ001 - Hanoi's clock; workbooks know no zones
    assert written == [20, datetime(2031, 6, 2), noon, None, "ab"]  # noqa: DTZ001
    assert csv_table(spreadsheets.write_csv(headings, [row]))[1] == [
        "20",
        "2031-06-02",
        "2031-06-02 09:00",
        "",
        "ab",
    ]


# Single lists


def answer(invitation, **fields):
    defaults = {"response": "accept", "answered_by": "office", "answered_by_name": "Ms Office"}
    return Answer.objects.create(invitation=invitation, **{**defaults, **fields})


def test_invitations_show_who_answered_last_and_on_whose_clock(client, user, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    answer(invitation, response="decline", answered_at=datetime(2031, 4, 1, tzinfo=UTC))
    answer(invitation, answered_at=datetime(2031, 4, 2, 20, 0, tzinfo=UTC), reason="With pleasure")
    [row] = export(client, "participants_invitation")
    person = invitation.person
    expected = {
        "Family name": person.family_name,
        "Given name": person.given_name,
        "Email address": person.email,
        "Institution": person.organisation.name,
        "Country": "Singapore",
        "Category": invitation.category.name,
        "Status": "accepted",
        "Reply deadline": "2031-05-15 17:00",
        "Answer": "accepts",
        "Answered at": "2031-04-03 03:00",
        "Given by": "the invitee’s office",
        "Name of the person answering": "Ms Office",
        "Reason or remark": "With pleasure",
    }
    assert {heading: row[heading] for heading in expected} == expected


def test_a_seat_without_a_named_person_is_exported_too(client, user, dialogue):
    delegation = factories.delegation(dialogue)
    factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
    [row] = export(client, "participants_invitation")
    assert row["Seat of"] == f"{delegation.organisation} (no delegate yet)"
    assert row["Email address"] == delegation.focal_point.email
    assert (row["Family name"], row["Country"]) == ("", "Singapore")


def test_sessions_are_on_the_dialogues_clock_with_their_roles(client, user, dialogue):
    session = factories.session(dialogue, is_cancelled=True)
    role = factories.role(session, factories.person(), state="asked")
    [row] = export(client, "agenda_session")
    assert row["Starts"] == "2031-06-02 09:00"
    assert row["Roles"] == f"{role} (asked, not yet confirmed)"
    assert row["Cancelled"] == "cancelled"


def test_documents_are_listed_without_their_text(client, user):
    factories.document(duplicate_of=factories.document(title_en="First"))
    assert {row["Near-duplicate of"] for row in export(client, "agenda_sourcedocument")} == {
        "",
        "First",
    }
    assert SourceDocument.objects.count() == 2


# The round trip


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_the_export_of_people_writes_is_imported_as_before(client, user, kind, language):
    factories.person(
        family_name="Nguyễn",
        given_name="Thị Ánh",
        country="VN",
        form_of_address_en="H.E.",
        form_of_address_vi="Bà",
        title_en="=Deputy Minister",
        title_vi="Thứ trưởng",
        display_name_en="Ánh of Hà Nội",
        precedence=10,
        language="vi",
        phone="+84 24 3822 1234",
        cc_email="office@example.org",
        assistant_name="@nh",
        gender="other",
        gender_words="- in other words",
        note="one\r\ntwo; “three”, 'four'",
    )
    factories.person(gender="undisclosed", country="LA", organisation=None)
    factories.person(family_name="'Abd al-Rahman", given_name="", country="")
    twins = [factories.organisation(name_en="Ministry", country=code) for code in ["VN", "LA"]]
    for organisation in twins:
        factories.person(organisation=organisation, country=organisation.country)
    client.cookies["django_language"] = language
    content = client.get(address("participants_person", kind)).content
    made = import_plan.plan(sheets.read(content), None)
    assert made.sheet.ignored == []
    assert [(o.kind, o.changes, o.problems) for o in made.outcomes] == [("same", [], [])] * 5
    Person.objects.update(phone="")
    again = import_plan.plan(sheets.read(content), None)
    assert [outcome.kind for outcome in again.outcomes].count("changed") == 1


# Long lists


def test_a_workbook_of_many_rows_holds_them_all_and_keeps_none():
    """Rows are taken one at a time: a list that makes them as they are asked for is never whole."""
    alive = most = 0

    class Row(list):
        def __init__(self, *values):
            super().__init__(values)
            nonlocal alive, most
            alive += 1
            most = max(most, alive)

        def __del__(self):
            nonlocal alive
            alive -= 1

    rows = (Row(n, f"Name & <{n}>\r\nsecond line ") for n in range(5000))
    content = spreadsheets.write_xlsx(["Number", "Name"], rows)
    written = table(content)
    assert len(written) == 5001
    assert written[4321] == [4320, "Name & <4320>\r\nsecond line "]
    assert most < 10


def test_a_row_that_is_not_as_long_as_its_headings_is_no_workbook():
    for rows in [[["a"]], [*[["a", "b"]] * 3000, ["a", "b", "c"]]]:
        with pytest.raises(ValueError, match="zip"):
            spreadsheets.write_xlsx(["One", "Two"], rows)


def test_long_and_broken_texts_are_wrapped_and_headings_bold():
    rows = [["short", "long " * 20, "two\nlines"]]
    sheet = load_workbook(io.BytesIO(spreadsheets.write_xlsx(list("abc"), rows))).active
    assert [bool(cell.alignment.wrap_text) for cell in sheet[2]] == [False, True, True]
    assert all(cell.font.bold for cell in sheet[1])
    assert [sheet.column_dimensions[name].width for name in "AB"] == [10, 60]
    assert sheet.freeze_panes == "A2"


def test_a_dialogue_is_read_once_for_all_rows_of_a_list(client, user, dialogue):
    other = factories.dialogue(slug="other", title_en="Another dialogue")
    for one in [dialogue, other, dialogue]:
        factories.invitation(one, Status.INVITED)
    titles = [row["Dialogue"] for row in export(client, "participants_invitation")]
    assert sorted(titles) == sorted([str(dialogue), str(dialogue), str(other)])
