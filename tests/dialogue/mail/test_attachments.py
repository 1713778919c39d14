"""Files for letters: what is attached, what is refused and with which words, what stays chosen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from dialogue.mail import attachments, editing, outbox
from dialogue.mail.delivery.mime import message_for
from dialogue.mail.forms import AttachForm
from dialogue.mail.models import MailAttachment, OutgoingMail, SharedFile, Wave
from dialogue.refusals import Refused
from tests import factories
from tests.dialogue.mail.files import add_script, docx, pdf
from tests.reading import page


@pytest.mark.parametrize(
    ("name", "content", "stored"),
    [
        ("Logistics note.pdf", pdf(), "Logistics note.pdf"),
        ("Chương trình.DOCX", docx(), "Chương trình.docx"),
        ("note.exe", pdf(), "note.pdf"),
        ("../../etc/\r\npasswd", pdf(), "_passwd.pdf"),
    ],
)
def test_a_pdf_and_a_word_document_are_taken_by_what_is_in_them(name, content, stored):
    assert attachments.checked(name, content).filename == stored


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ an executable", "neither a PDF nor a Word document"),
        (b"", "neither a PDF"),
        (b"%PDF-1.7 and nothing else", "cannot be opened"),
        (b"PK\x03\x04 and nothing else", "cannot be opened"),
        (attachments.OLE + b"x" * 600, "password or is an old Word file"),
        (pdf(lambda writer: writer.encrypt("secret")), "has a password"),
        (pdf(add_script), "macros, scripts or other files"),
        (pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), "macros, scripts"),
        (docx(["word/vbaProject.bin"]), "macros"),
        (docx(change_types=lambda types: types.replace(attachments.MAIN_PART, "x")), "cannot be"),
        (docx(["word/embeddings/oleObject1.bin"]), "macros"),
    ],
)
def test_what_is_something_else_or_acts_is_refused_with_what_to_do(content, words):
    with pytest.raises(Refused, match=words):
        attachments.checked("file.pdf", content)


def test_a_document_that_unpacks_without_end_is_refused():
    names = [f"word/{number}" for number in range(attachments.MAX_ENTRIES)]
    with pytest.raises(Refused, match="cannot be opened"):
        attachments.checked("file.docx", docx(names))


def upload(name, content):
    return SimpleUploadedFile(name, content)


def form_with(*files, **typed):
    form = AttachForm(typed, MultiValueDict({"new_files": list(files)}))
    form.is_valid()
    return form


@pytest.mark.django_db
def test_what_was_uploaded_stays_chosen_and_can_be_taken_off():
    first = form_with(upload("a.pdf", pdf()), upload("b.exe", b"MZ"))
    assert "neither a PDF" in str(first.errors)
    second = form_with(upload("a.pdf", pdf()))
    third = form_with(upload("b.docx", docx()), kept=second.kept_value)
    assert [file.filename for file in third.attached] == ["a.pdf", "b.docx"]
    fourth = form_with(kept=third.kept_value, drop=[third.attached[0].pk])
    assert [file.filename for file in fourth.attached] == ["b.docx"]
    assert form_with(kept=f"[{third.attached[0].pk}]").attached == []


@pytest.mark.django_db
def test_files_larger_than_the_limit_together_are_refused():
    large = docx(["word/picture"], padding=b"x" * 6_000_000)
    kept = form_with(upload("a.docx", large)).kept_value
    form = form_with(upload("b.docx", large), kept=kept)
    assert "larger than 10 MB together" in str(form.errors)
    assert [file.filename for file in form.attached] == ["a.docx"]


@pytest.fixture
def mails(dialogue):
    wave = Wave.objects.create(dialogue=dialogue, name="Logistics")
    with outbox.sending(outbox.Sending(wave)):
        for number in range(2):
            outbox.store(
                dialogue=dialogue,
                kind="invitation",
                language="en",
                to_name="Mei Tan",
                to_address=f"mei-{number}@example.org",
                subject="Invitation",
                text="Dear Mei Tan\n",
                html="<p>Dear Mei Tan</p>",
            )
    return OutgoingMail.objects.all()


def attach(client, *files, **which):
    address = reverse("admin:outgoing_mail_action", args=["attach"])
    data = {"confirmed": "1", "new_files": list(files), **which}
    return page(client.post(address, data, follow=True))


def test_a_file_is_attached_to_every_letter_of_a_wave_and_stored_once(client, user, mails):
    wave = Wave.objects.get()
    assert "go out with 2 emails" in attach(client, upload("note.pdf", pdf()), wave=wave.pk)
    assert SharedFile.objects.count() == 1
    for mail in mails:
        (part,) = [
            part
            for part in message_for(mail).message().walk()
            if part.get_content_type() == "application/pdf"
        ]
        assert part.get_filename() == "note.pdf"
        assert part.get_payload(decode=True) == pdf()
    editing.write_test(mails[0], factories.organiser())
    assert OutgoingMail.objects.get(kind="test").attachments.get().shared
    file = MailAttachment.objects.first()
    answer = client.get(reverse("admin:outgoing_mail_file", args=[file.mail_id, file.pk]))
    assert answer.content == pdf()


def test_a_file_is_attached_to_one_letter_and_to_none_that_has_left(client, user, mails):
    first, second = mails
    attach(client, upload("note.pdf", pdf()), ids=first.pk)
    assert not second.attachments.exists()
    second.state, second.finished_at = "sent", second.created_at
    second.save()
    attach(client, upload("note.pdf", pdf()), ids=second.pk)
    assert not second.attachments.exists()


def test_a_refused_file_says_why_and_nothing_is_attached(client, user, mails):
    text = attach(client, upload("note.pdf", b"MZ"), ids=mails[0].pk)
    assert "neither a PDF nor a Word document" in text
    assert not MailAttachment.objects.exists()
