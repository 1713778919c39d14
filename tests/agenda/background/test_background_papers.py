"""Background papers of sessions: who may read them, when, and what the pages say of them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agenda.models import BackgroundPaper
from agenda.releases import unseen_changes
from dialogue.personal_data import terms
from participants.states import Status
from tests import factories
from tests.dialogue.mail.files import pdf
from tests.reading import soup, words

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def session(dialogue):
    return factories.session(dialogue, slug="table", title_en="Trust at the table")


@pytest.fixture
def paper(session):
    return factories.paper(
        session,
        title_en="What trust costs",
        title_vi="Giá của niềm tin",
        symbol="RPD/2027/3",
        language="vi",
        original_language="en",
        filename="trust.pdf",
    )


@pytest.fixture
def delegate(dialogue):
    return factories.invitation(dialogue, Status.ACCEPTED)


def address(invitation, paper):
    return reverse("delegates_paper", args=[invitation.token, paper.pk])


def programme(client, invitation, language="en"):
    response = client.get(
        reverse("delegate_programme", args=[invitation.token]), {"lang": language}
    )
    return soup(response)


def test_a_delegate_reads_it_as_a_download_that_nobody_keeps(client, dialogue, paper, delegate):
    factories.release(dialogue)
    link = programme(client, delegate).select_one(".papers a")
    assert link["href"] == f"papers/{paper.pk}/"
    response = client.get(reverse("delegate_programme", args=[delegate.token]) + link["href"])
    assert response.status_code == 200
    assert response.content == bytes(paper.content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="trust.pdf"'
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "What trust costs RPD/2027/3 · Vietnamese (original in English) · PDF"),
        ("vi", "Giá của niềm tin RPD/2027/3 · tiếng Việt (bản gốc: tiếng Anh) · PDF"),
    ],
)
def test_the_programme_says_what_it_is_in_the_readers_language(
    client, dialogue, paper, delegate, language, says
):
    factories.release(dialogue)
    shown = words(programme(client, delegate, language).select_one(".papers"))
    assert says in shown


@pytest.mark.parametrize("status", [Status.INVITED, Status.DECLINED, Status.RESERVE])
def test_only_delegates_and_those_with_a_role_in_it_may_read_it(
    client, dialogue, session, paper, status
):
    factories.release(dialogue)
    invitation = factories.invitation(dialogue, status)
    assert client.get(address(invitation, paper)).status_code == 404
    role = factories.role(session, invitation.person, state="asked")
    assert client.get(address(invitation, paper)).status_code == 200
    role.delete()
    factories.role(session, invitation.person, state="refused")
    assert client.get(address(invitation, paper)).status_code == 404


def test_before_its_session_is_released_only_those_with_a_role_read_it(
    client, dialogue, session, paper, delegate
):
    assert client.get(address(delegate, paper)).status_code == 404
    role = factories.role(session, delegate.person)
    dialogue.refresh_from_db()
    address_of_role = reverse("delegate_role", args=[delegate.token, role.pk])
    link = soup(client.get(address_of_role, {"lang": "en"})).select_one(".papers a")
    assert client.get(link["href"]).content == bytes(paper.content)


def test_nobody_reads_the_paper_of_another_dialogue(client, paper, dialogue):
    factories.release(dialogue)
    other = factories.invitation(factories.dialogue(), Status.ACCEPTED)
    assert client.get(address(other, paper)).status_code == 404


def test_a_restricted_paper_is_announced_and_opens_at_its_moment(
    client, dialogue, paper, delegate, clock
):
    factories.release(dialogue)
    paper.restricted_until_at = timezone.now() + timedelta(hours=2)
    paper.save()
    shown = programme(client, delegate).select_one(".papers")
    assert "What trust costs" in words(shown) and "can be opened from" in words(shown)
    assert shown.a is None
    assert client.get(address(delegate, paper)).status_code == 404
    clock.move_to(paper.restricted_until_at)
    assert programme(client, delegate).select_one(".papers a")
    assert client.get(address(delegate, paper)).status_code == 200


def test_it_is_on_no_public_page(client, dialogue, paper):
    factories.release(dialogue)
    for name in ["programme", "dialogue", "topics", "changes"]:
        text = client.get(reverse(name, args=[dialogue.slug])).content.decode()
        assert "What trust costs" not in text and "papers/" not in text


def test_a_paper_that_comes_after_one_has_looked_is_new_until_one_says_so(
    client, dialogue, session, delegate, clock
):
    factories.release(dialogue)
    unseen_changes.mark_seen(delegate, 1)
    old_page = timezone.now()
    clock.shift(timedelta(minutes=1))
    factories.paper(session, title_en="News of trust")
    answer = soup(client.get(reverse("answer", args=[delegate.token]), {"lang": "en"}))
    assert "1 new background paper." in words(answer)
    page = programme(client, delegate)
    assert "new paper, News of trust" in words(page.select_one("#changes"))
    assert "News of trust new" in words(page.select_one(".papers"))
    clock.shift(timedelta(minutes=1))
    address_of_page = reverse("delegate_programme", args=[delegate.token])
    client.post(address_of_page, {"version": 1, "at": old_page.isoformat()})
    assert programme(client, delegate).select_one("#changes")  # an older page takes nothing back
    form = page.select_one("#changes form")
    data = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    client.post(address_of_page, data)
    assert programme(client, delegate).select_one("#changes") is None


def test_a_restricted_paper_is_new_once_it_opens(dialogue, session, delegate, clock):
    factories.release(dialogue)
    opens = timezone.now() + timedelta(days=1)
    factories.paper(session, restricted_until_at=opens)
    unseen_changes.mark_seen(delegate, 1)
    assert unseen_changes.since_seen(delegate).papers == []
    clock.move_to(opens + timedelta(minutes=1))
    assert len(unseen_changes.since_seen(delegate).papers) == 1


@pytest.mark.parametrize("moment", ["", "x", "2031-05-01T09:00:00", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_nobody_sent_from_our_page_does_no_harm(client, dialogue, delegate, moment):
    factories.release(dialogue)
    path = reverse("delegate_programme", args=[delegate.token])
    assert client.post(path, {"version": 1, "at": moment}).status_code == 302


def test_the_kept_page_shows_a_new_paper_at_once(client, dialogue, session, delegate):
    factories.release(dialogue)
    assert programme(client, delegate).select_one(".papers") is None
    made = factories.paper(session)
    assert programme(client, delegate).select_one(".papers a")
    made.delete()
    assert programme(client, delegate).select_one(".papers") is None


# In the admin site


def sent(session, **more):
    return {
        "session": session.pk,
        "title_en": "What trust costs",
        "title_vi": "Giá của niềm tin",
        "symbol": "RPD/2027/3",
        "language": "en",
        "original_language": "",
        "position": "1",
        "restricted_until_at_0": "",
        "restricted_until_at_1": "",
        **more,
    }


def test_organisers_upload_a_paper_and_download_it(admin_client, session):
    add = reverse("admin:agenda_backgroundpaper_add")
    page = soup(admin_client.get(add, {"session": session.pk}))
    assert page.select_one("#id_session option[selected]")["value"] == str(session.pk)
    file = SimpleUploadedFile("trust.docx", pdf())
    response = admin_client.post(add, sent(session, file=file))
    assert response.status_code == 302, soup(response).select(".errorlist")
    made = BackgroundPaper.objects.get()
    assert (made.filename, made.media_type, made.size) == (
        "trust.pdf",
        "application/pdf",
        len(pdf()),
    )
    assert made.uploaded_by is not None
    response = admin_client.get(reverse("admin:background_paper_file", args=[made.pk]))
    assert response.content == pdf()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("language", "missing", "wrong"),
    [
        ("en", "Choose the file of the paper.", "neither a PDF nor a document or slides"),
        ("vi", "Vui lòng chọn tệp của tài liệu.", "không phải là PDF, văn bản hoặc bản trình"),
    ],
)
def test_what_does_not_fit_is_refused_and_what_was_typed_stays(
    admin_client, session, language, missing, wrong
):
    admin_client.cookies["django_language"] = language
    add = reverse("admin:agenda_backgroundpaper_add")
    page = soup(admin_client.post(add, sent(session)))
    assert missing in words(page)
    file = SimpleUploadedFile("trust.pdf", b"MZ")
    page = soup(admin_client.post(add, sent(session, file=file)))
    assert wrong in words(page)
    assert page.select_one("#id_title_en")["value"] == "What trust costs"
    assert not BackgroundPaper.objects.exists()


def test_a_change_keeps_the_file_and_a_new_file_is_named_in_the_history(admin_client, paper):
    change = reverse("admin:agenda_backgroundpaper_change", args=[paper.pk])
    data = sent(paper.session, title_en="What trust is worth", position="2")
    assert admin_client.post(change, data).status_code == 302
    paper.refresh_from_db()
    assert (paper.title_en, paper.filename, bytes(paper.content)) == (
        "What trust is worth",
        "trust.pdf",
        b"%PDF-1.7 a paper",
    )
    file = SimpleUploadedFile("worth.pdf", pdf())
    assert admin_client.post(change, {**data, "file": file}).status_code == 302
    paper.refresh_from_db()
    assert bytes(paper.content) == pdf()
    assert paper.history.first().history_change_reason == "trust.pdf → worth.pdf"
    history = reverse("admin:agenda_backgroundpaper_history", args=[paper.pk])
    assert "trust.pdf → worth.pdf" in words(soup(admin_client.get(history)))


def test_the_list_says_which_are_restricted_and_is_exported(admin_client, paper):
    paper.restricted_until_at = timezone.now() + timedelta(days=1)
    paper.save()
    listed = reverse("admin:agenda_backgroundpaper_changelist")
    page = soup(admin_client.get(listed, {"session__id__exact": paper.session_id}))
    assert page.select_one(".field-restricted").text
    assert page.select_one(".field-file_link a")["href"].endswith(f"/{paper.pk}/file/")


def test_it_is_deleted_with_what_else_the_dialogue_keeps_about_people(paper, clock):
    clock.shift(timedelta(days=365 * 10))
    call_command("forget_personal_data")
    assert not BackgroundPaper.objects.exists()
    clock.shift(timedelta(days=terms.DELETED.days + 1))  # what is deleted leaves a trace so long
    call_command("forget_personal_data")
    assert not BackgroundPaper.history.exclude(title_en="").exists()
