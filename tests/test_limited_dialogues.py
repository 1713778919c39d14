"""A dialogue that is limited to named organisers is not there for the others: every address of the
admin site is tried with its rows, and every list, file, search and choice is read for its words."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from agenda.models import OrganisersCalendar
from dialogue.access.open_rows import open_to
from dialogue.mail.models import Wave
from participants.models import Person
from participants.states import Status
from tests import factories
from tests.access_table import PAGES
from tests.marked_rows import APPS, all_text, mark_every_row
from tests.reading import filled_form, page
from tests.visitors import Visitors, address, make_world, rows

# Pages of libraries are walked too, and their templates name variables that are not there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

WORD = "Zqxhidden"
ROLES = ["observer", "protocol", "programme", "secretariat"]
# Of rows that are of no dialogue: documents and their passages, institutions, the security log.
SHARED = ["document", "passage", "agenda_passage", "agenda_sourcedocument"]
SHARED += ["participants_organisation", "mail_blockedaddress", "people_import"]
SHARED += ["participants_hiddencountry", "participants_headingmeaning"]
SHARED += ["dialogue_securityevent"]  # it names no row but by its key


@pytest.fixture
def visit(db):
    return Visitors()


@pytest.fixture
def world(visit):
    """One row of everything in a dialogue that is limited to the superuser; every text says so."""
    hidden = factories.dialogue(slug=f"{WORD.lower()}-slug")
    made = make_world(hidden)
    assert mark_every_row(WORD) > 60
    for person in Person.objects.all():
        person.email = f"{person.pk}@{WORD}.example".lower()
        person.save()
    hidden.refresh_from_db()
    made["agenda_release"] = factories.release(hidden)
    hidden.organisers.add(visit.users["superuser"])
    return made


def is_of_many(name):
    words = name.removeprefix("admin:").removeprefix("/admin/").replace("/", "_")
    return words.startswith(tuple(f"{shared}_" for shared in SHARED)) or words in SHARED


def names_a_row(name, path):
    """Whether the address holds the key of a row."""
    if name.startswith("/"):
        return True
    if name.endswith(("_export", "_action", ":app_list", ":new_dialogue_step", ":guide_chapter")):
        return False
    try:
        return reverse(name) != path
    except NoReverseMatch:
        return True


def look(browser, visitor, world):
    """(name, whether it names a row of the hidden dialogue, what is answered) of every address of
    the admin site that is for this kind of visitor."""
    for name, letters in rows(PAGES).items():
        if "admin" in name and letters[visitor] == "P":
            path = address(name, world)
            is_of_it = names_a_row(name, path) and not is_of_many(name)
            yield name, is_of_it, browser.get(path, follow=True)


@pytest.mark.parametrize("visitor", ROLES)
def test_nothing_of_it_is_there_for_the_others(visitor, visit, world):
    """Its rows are not found, and no other list, file or board holds a word of it."""
    factories.invitation(factories.dialogue(), Status.ACCEPTED)
    wrong, tried = {}, 0
    for name, is_of_it, response in look(visit(visitor), visitor, world):
        tried += is_of_it
        if response.status_code != (404 if is_of_it else 200):
            wrong[name] = response.status_code
        elif WORD.lower() in all_text(response):
            wrong[name] = "holds its words"
    assert wrong == {}
    assert tried > 40


def test_for_those_who_are_named_it_is_there_as_ever(visit, world):
    world["dialogue_dialogue"].organisers.add(visit.users["secretariat"])
    telling = set()
    for name, is_of_it, response in look(visit("secretariat"), "secretariat", world):
        assert response.status_code == 200, name
        if WORD.lower() in all_text(response):
            telling.add((name, is_of_it))
    assert sum(is_of_it for _name, is_of_it in telling) > 40
    assert sum(not is_of_it for _name, is_of_it in telling) > 20


# What is looked for, chosen and filtered by


def test_no_search_finds_it(visit, world):
    browser, part = visit("secretariat"), WORD.lower()[:6]
    for model, admin_of_it in admin.site._registry.items():
        meta = model._meta
        if admin_of_it.search_fields and meta.app_label in APPS:
            name = f"admin:{meta.app_label}_{meta.model_name}_changelist"
            response = browser.get(reverse(name), {"q": part})
            assert response.context["cl"].result_count == 0, name
    search = reverse("admin:agenda_search")
    assert browser.get(search, {"q": WORD}).context["hits"] == []
    assert len(visit("superuser").get(search, {"q": WORD}).context["hits"]) >= 2


def autocompletes():
    """(admin, field) of every field that is chosen by typing."""
    for model_admin in admin.site._registry.values():
        inlines = [inline(model_admin.model, admin.site) for inline in model_admin.inlines]
        for each in [model_admin, *inlines]:
            yield from ((each, name) for name in each.autocomplete_fields)


def test_no_choice_by_typing_offers_it(visit, world):
    tried, browsers = 0, {name: visit(name) for name in ["secretariat", "superuser"]}
    for each, name in autocompletes():
        meta = each.model._meta
        asked = {"app_label": meta.app_label, "model_name": meta.model_name, "field_name": name}
        if name in {"person", "focal_point"}:
            tried += 1
            url = reverse("admin:autocomplete")
            assert browsers["secretariat"].get(url, asked).json()["results"] == []
            assert browsers["superuser"].get(url, asked).json()["results"] != []
    assert tried >= 3


@pytest.mark.parametrize(
    "query",
    [
        "invitations__category__id__exact={category}",
        "invitations__category__id__in={category}",
        "invitations__category__id__gte=0",
        "invitations__category__isnull=False",
    ],
)
def test_nobody_learns_by_a_filter_who_else_is_invited_to_it(query, visit, world):
    """Of somebody who is invited to another dialogue, too."""
    both, own = factories.person(), factories.dialogue()
    for _ in range(2):  # or there is nothing to choose
        factories.category(own)
    factories.invitation(own, person=both)
    factories.invitation(world["dialogue_dialogue"], person=both)
    query = query.format(category=world["participants_category"].pk)
    response = visit("secretariat").get(f"/admin/participants/person/?{query}")
    assert response.status_code == 400 or both.name not in response.content.decode()
    assert both.name in visit("secretariat").get("/admin/participants/person/").content.decode()


def test_no_form_takes_a_row_of_it(visit, world):
    browser, own = visit("secretariat"), factories.dialogue()
    factories.category(own)
    hidden = world["dialogue_dialogue"]
    category, person = world["participants_category"], factories.person()
    for path, data in [
        ("participants/invitation/add/", {"person": person.pk, "category": category.pk}),
        ("participants/delegation/add/", {"dialogue": hidden.pk}),
        ("participants/reminderrule/add/", {"dialogue": hidden.pk, "kind": "answer"}),
        ("agenda/session/add/", {"dialogue": hidden.pk}),
        ("agenda/topic/add/", {"dialogue": hidden.pk}),
    ]:
        response = browser.post(f"/admin/{path}", data)
        assert response.status_code == 200, path
        field = "category" if "category" in data else "dialogue"
        told = response.context["adminform"].form.errors[field]
        assert "Select a valid choice" in told[0], path
        assert WORD.lower() not in all_text(response), path
    drafts = {"action": "draft_invitations", "_selected_action": person.pk, "confirmed": "1"}
    browser.post("/admin/participants/person/", {**drafts, "category": category.pk})
    assert not person.invitations.exists()


def test_no_letter_goes_out_with_a_wave_of_it(visit, world):
    wave = Wave.objects.create(dialogue=world["dialogue_dialogue"], name="First wave")
    path = reverse("admin:outgoing_mail_action", args=["hold"])
    assert visit("secretariat").get(path, {"wave": wave.pk}).status_code == 404
    assert "First wave" not in visit("secretariat").get("/admin/mail/outgoingmail/queue/").text
    assert "First wave" in visit("superuser").get("/admin/mail/outgoingmail/queue/").text


@pytest.mark.parametrize("visitor", ["observer", "secretariat"])
def test_no_list_is_filtered_by_what_leads_to_its_rows_but_for_what_is_offered(
    visitor, visit, world
):
    hidden, own, both = world["dialogue_dialogue"], factories.dialogue(), factories.person()
    seat, category = factories.invitation(hidden, person=both), world["participants_category"]
    mine = factories.invitation(own, person=both, category=factories.category(own))
    factories.category(own)  # or there is nothing to choose
    asked = factories.data_request(hidden, person=both)
    role = factories.role(factories.session(hidden), both)
    delegation = hidden.delegations.first()
    for kind, query in [
        ("person", f"invitations={seat.pk}"),
        ("person", f"invitations__exact={seat.pk}"),
        ("person", f"invitations__id__exact={seat.pk}"),
        ("person", f"invitations__pk__exact={seat.pk}"),
        ("person", f"invitations__in={seat.pk}"),
        ("person", "invitations__isnull=0"),
        ("person", f"invitations__category={category.pk}"),
        ("person", f"invitations__category__exact={category.pk}"),
        ("person", f"invitations__category__pk__exact={category.pk}"),
        ("person", f"roles={role.pk}"),
        ("person", f"data_requests={asked.pk}"),
        ("person", f"focal_point_of={delegation.pk}"),
        ("organisation", f"delegations={delegation.pk}"),
        ("invitation", "answers__is_from_unknown_address__lt=1"),
    ]:
        response = visit(visitor).get(f"/admin/participants/{kind}/?{query}")
        assert response.status_code in {302, 400}, query
        assert response.get("Location", "").endswith("?e=1") or response.status_code == 400, query
    offered = f"/admin/participants/person/?invitations__category__id__exact={mine.category.pk}"
    assert both.name in page(visit(visitor).get(offered))


# People, who may have to do with several dialogues


def test_people_of_it_alone_are_hidden_and_others_are_not(visit, world):
    hidden, user = world["dialogue_dialogue"], visit.users["observer"]
    nowhere, both, speaker = [factories.person() for _ in range(3)]
    open_dialogue = factories.dialogue()
    factories.invitation(open_dialogue, person=both)
    factories.invitation(hidden, person=both)
    factories.role(factories.session(hidden), speaker)
    shown = set(open_to(user, Person.objects.all()))
    assert shown == {nowhere, both, *Person.objects.filter(invitations__dialogue=open_dialogue)}
    everybody = set(open_to(visit.users["superuser"], Person.objects.all()))
    assert everybody - shown >= {speaker, hidden.delegations.first().focal_point}


def test_what_hangs_on_somebody_elsewhere_is_not_named_when_they_are_deleted(visit, world):
    both = factories.person()
    factories.invitation(world["dialogue_dialogue"], person=both)
    factories.invitation(factories.dialogue(), person=both)
    response = visit("secretariat").get(f"/admin/participants/person/{both.pk}/delete/")
    assert "rows of a dialogue that is not open to you" in page(response)
    assert WORD.lower() not in all_text(response)


def test_a_list_of_people_tells_and_changes_nothing_of_those_of_it(visit, world):
    someone = Person.objects.get(pk=world["participants_person"].pk)
    content = f"Family name,Given name,E-mail\n{WORD},Lan,{someone.email}\n"
    file = SimpleUploadedFile("list.csv", content.encode())
    response = visit("protocol").post(reverse("admin:people_import"), {"file": file}, follow=True)
    assert "its person is not open to you" in page(response)
    like = f"Family name,Given name,E-mail,Country\n{WORD},,new@example.org,SG\n"
    file = SimpleUploadedFile("list.csv", like.encode())
    response = visit("protocol").post(reverse("admin:people_import"), {"file": file}, follow=True)
    assert someone.email not in page(response)


# History, the log, calendars, public addresses


@pytest.mark.parametrize("model", ["person", "session", "topic", "term", "dialogue"])
def test_the_history_of_what_was_deleted_stays_hidden(model, visit, world):
    [made] = [row for name, row in world.items() if name.endswith(f"_{model}")]
    name = f"{made._meta.app_label}_{made._meta.model_name}"
    path = reverse(f"admin:{name}_history", args=[made.pk])
    assert visit("secretariat").get(path).status_code == 404
    assert visit("superuser").get(path).status_code == 200
    if model in {"topic", "term"}:
        made.delete()
        assert visit("secretariat").get(path).status_code == 404
        assert visit("superuser").get(path).status_code == 200


def test_the_front_page_tells_nothing_of_it_whatever_the_address_asks_for(visit, world):
    ours = factories.dialogue(title_en="A dialogue of ours")
    hidden = world["dialogue_dialogue"]
    for path in ["/admin/", f"/admin/?dialogue={hidden.pk}", "/admin/?dialogue=0"]:
        shown = page(visit("secretariat").get(path))
        assert ours.title in shown and WORD not in shown and hidden.title not in shown
    assert hidden.title in page(visit("superuser").get(f"/admin/?dialogue={hidden.pk}"))


def test_the_history_of_a_shared_passage_names_none_of_its_topics(visit, world):
    passage, log = world["agenda_passage"], LogEntry.objects.log_actions
    log(visit.users["superuser"].pk, [passage], ADDITION, WORD)
    log(visit.users["secretariat"].pk, [passage], ADDITION, "A topic of ours")
    path = reverse("admin:agenda_passage_history", args=[passage.pk])
    shown = page(visit("secretariat").get(path))
    assert "A topic of ours" in shown and WORD not in shown
    assert WORD in page(visit("superuser").get(path))


def test_pages_of_documents_show_no_topic_of_it(visit, world):
    document = factories.document_with_text("Trust in AI grows slowly.")
    passage = factories.passage(document, "grows slowly", topics=[world["agenda_topic"]])
    paths = [reverse("admin:document_reading", args=[document.pk])]
    paths.append(reverse("admin:passage_in_text", args=[passage.pk]))
    for path in paths:
        assert WORD not in page(visit("programme").get(path))
        assert WORD in page(visit("superuser").get(path))


def test_an_organisers_calendar_ends_with_the_right_to_see_the_dialogue(visit, world):
    dialogue, user = world["dialogue_dialogue"], visit.users["observer"]
    own = OrganisersCalendar.objects.create(dialogue=dialogue, user=user)
    path = reverse("calendar_organisers", args=[own.token])
    assert visit("nobody").get(path).status_code == 404
    dialogue.organisers.add(user)
    assert visit("nobody").get(path).status_code == 200


# Who sets it


def set_organisers(browser, dialogue, *users):
    path = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    data = {**filled_form(browser.get(path).content), "organisers": [user.pk for user in users]}
    return browser.post(path, data)


def test_nobody_shuts_themselves_out(visit, dialogue):
    editor, other = visit.users["secretariat"], visit.users["protocol"]
    response = set_organisers(visit("secretariat"), dialogue, other)
    assert "You would no longer find this dialogue yourself." in page(response)
    assert not dialogue.organisers.exists()
    assert set_organisers(visit("secretariat"), dialogue, editor, other).status_code == 302
    assert set(dialogue.organisers.all()) == {editor, other}
    assert set_organisers(visit("superuser"), dialogue, other).status_code == 302
    assert set(dialogue.organisers.all()) == {other}


def test_an_account_that_was_closed_does_not_open_the_dialogue_to_all(visit, dialogue):
    gone = visit.users["protocol"]
    dialogue.organisers.add(gone)
    gone.is_active = False
    gone.save()
    path = reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])
    data = filled_form(visit("superuser").get(path).content)
    assert visit("superuser").post(path, data).status_code == 302
    assert set(dialogue.organisers.all()) == {gone}
    delete = reverse("admin:auth_user_delete", args=[gone.pk])
    assert visit("superuser").post(delete, {"post": "yes"}).status_code == 200
    assert set(dialogue.organisers.all()) == {gone}


@pytest.mark.parametrize("kind", ["person", "invitation", "delegation"])
def test_a_list_costs_a_limited_organiser_one_query_more(kind, visit, world):
    own = factories.dialogue()
    name = f"admin:participants_{kind}_changelist"

    def queries(number):
        for _ in range(number):
            factories.delegation(own)
            factories.invitation(own, Status.ACCEPTED)
        visit("secretariat").get(reverse(name))
        browser = visit("secretariat")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(reverse(name)).status_code == 200
        return len(seen)

    assert queries(2) == queries(20) <= 17
