"""Official letters from the draft to the number: what they say, what is refused, what is frozen."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from dialogue.emblems import emblems
from dialogue.models import Dialogue, Institution
from dialogue.refusals import Refused
from participants.models import (
    DelegateDetails,
    LetterKind,
    LetterWording,
    OfficialLetter,
    RegisterEntry,
)
from participants.official import kinds, letters
from tests import factories

DAY = date(2031, 2, 4)


@pytest.fixture
def ministry(db):
    return factories.organisation(name_en="Ministry of X", name_vi="Bộ X", kind="government")


@pytest.fixture
def guest(dialogue, ministry):
    person = factories.person(
        form_of_address_en="H.E.", title_en="Minister", organisation=ministry, family_name="Tan"
    )
    return factories.invitation(dialogue, "invited", person=person)


@pytest.fixture
def vietnamese(dialogue):
    person = factories.person(
        family_name="Võ",
        given_name="Trường Nghĩa",
        form_of_address_en="Dr",
        title_vi="Viện trưởng",
        country="VN",
        language="vi",
        organisation=factories.organisation(name_vi="Viện Chính sách", country="VN"),
    )
    return factories.invitation(dialogue, "invited", person=person)


def text_of(made, dialogue):
    """The words of the paper, in one line."""
    reader = PdfReader(io.BytesIO(letters.pdf_of([made], dialogue)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def issued(invitation=None, **fields):
    return letters.issue(factories.official_letter(invitation, **fields), None, DAY)


def test_a_formal_letter_addresses_by_rank_and_says_who_invites(dialogue, guest):
    for part, name in [("proposer", "United Nations in Viet Nam"), ("host", "Ministry of Y")]:
        Institution.objects.create(dialogue=dialogue, part=part, name_en=name, name_vi=name)
    made = issued(guest, paragraph_en="Please open the round table.", enclosures_en="Concept note")
    said = text_of(made, dialogue)
    for words in [
        "No. 01/BKHCN-HTQT",
        "Hanoi, 4 February 2031",
        "Excellency,",
        "On behalf of the Ministry of Science and Technology, I have",
        "which is planned to be held on 2 and 3 June 2031 at the Conference Centre",
        "on the margins of the ASEAN Future Forum",
        "Please open the round table.",
        "by 17:00 on 15 May 2031",
        "proposed and not yet confirmed",
        "assurances of my highest consideration",
        "Vũ Thị Ví Dụ Deputy Minister",
        "Enclosures: 1",
        "Ministry of X",
    ]:
        assert words in said, words
    assert "behalf of the United Nations" not in said  # which only proposed it
    assert "Ministry of Y" not in said  # it is asked to be the host and has not agreed
    assert "/i/" not in said


@pytest.mark.parametrize(
    ("fields", "salutation", "closing"),
    [
        ({"form_of_address_en": "Ms", "title_en": "Director"}, "Dear Ms Tan,", "Yours sincerely,"),
        ({"form_of_address_en": "Mr", "title_en": "Minister"}, "Excellency,", "highest"),
        ({"title_en": "Director", "given_name": "Mei"}, "Dear Mei Tan,", "Yours sincerely,"),
        ({"form_of_address_en": "H.R.H."}, "Your Royal Highness,", "highest"),
        (
            {"form_of_address_en": "Dr", "country": "VN", "given_name": "Trường Nghĩa"},
            "Dear Dr Nghĩa,",
            "Yours sincerely,",
        ),
    ],
)
def test_salutation_and_closing_go_by_rank_and_country(dialogue, fields, salutation, closing):
    person = factories.person(**{"family_name": "Tan", **fields})
    invitation = factories.invitation(dialogue, "invited", person=person)
    said = text_of(factories.official_letter(invitation), dialogue)
    assert salutation in said and closing in said


def test_a_giay_moi_follows_decree_30(dialogue, vietnamese):
    said = text_of(issued(vietnamese, kind="giay_moi", languages="vi"), dialogue)
    for words in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "BỘ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số: 01/GM-BKHCN",
        "Hà Nội, ngày 04 tháng 02 năm 2031",
        "GIẤY MỜI",
        "trân trọng kính mời: Tiến sĩ Võ Trường Nghĩa",
        "Viện trưởng",
        "Thời gian: ngày 02 và 03 tháng 6 năm 2031",
        "trước 17 giờ 00 ngày 15 tháng 5 năm 2031",
        "Trân trọng./.",
        "KT. BỘ TRƯỞNG THỨ TRƯỞNG",
        "- Tiến sĩ Võ Trường Nghĩa;",
        "- Lưu: VT, HTQT.",
    ]:
        assert words in said, words
    assert "Như trên" not in said  # for it has no “Kính gửi:”
    assert "Chủ trì" not in said  # while no host has agreed


def test_a_giay_moi_says_who_chairs(dialogue, vietnamese):
    name = "Bộ Khoa học và Công nghệ"
    Institution.objects.create(dialogue=dialogue, part="host", name_en=name, name_vi=name)
    Dialogue.objects.filter(pk=dialogue.pk).update(status="confirmed")
    dialogue.refresh_from_db()
    said = text_of(issued(vietnamese, kind="giay_moi", languages="vi"), dialogue)
    assert f"Chủ trì: {name} Thời gian:" in said


@pytest.mark.parametrize("kind", ["cong_van", "invitation"])
def test_what_the_summary_says_is_not_said_twice(dialogue, vietnamese, kind):
    name = "Liên hợp quốc"
    Institution.objects.create(dialogue=dialogue, part="proposer", name_en=name, name_vi=name)
    dialogue.summary_vi = f"Diễn ra bên lề {dialogue.forum_vi}. {name} là bên đề xuất."
    dialogue.save()
    said = text_of(issued(vietnamese, kind=kind, languages="vi"), dialogue)
    assert said.count(dialogue.forum_vi) == said.count(name) == 1


def test_a_vietnamese_letter_of_invitation_is_a_thu_moi(dialogue, vietnamese):
    said = text_of(issued(vietnamese, kind="invitation", languages="vi"), dialogue)
    for words in [
        "THƯ MỜI Tham dự Đối thoại khu vực",
        "Kính gửi: Tiến sĩ Võ Trường Nghĩa",
        "Số: 01/TM-BKHCN",  # the type on its head, not the symbol of a công văn
        "- Như trên;",
        "trân trọng kính mời Tiến sĩ tham dự Đối thoại khu vực",
        "trong hai ngày 02 và 03 tháng 6 năm 2031",
    ]:
        assert words in said, words
    assert "V/v" not in said


@pytest.mark.parametrize("language", ["en", "vi"])
def test_thanks_speak_of_what_took_place(dialogue, vietnamese, language):
    dialogue.status = "proposed"
    dialogue.venue_en = dialogue.venue_vi = "Hanoi; to be announced"
    dialogue.save()
    said = text_of(issued(vietnamese, kind="thanks", languages=language), dialogue)
    for words in ["announced", "proposed", "đề xuất", "dự kiến"]:
        assert words not in said, words


def test_the_register_of_a_vietnamese_body_is_kept_in_vietnamese(dialogue, guest):
    entry = issued(guest, kind="invitation", languages="en").entry
    assert entry.subject.startswith("Mời tham dự Đối thoại khu vực")


def test_a_cong_van_in_both_languages_is_followed_by_its_translation(dialogue, ministry):
    delegation = factories.delegation(dialogue, organisation=ministry)
    made = letters.issue(
        factories.official_letter(delegation=delegation, kind="cong_van", languages="both"),
        None,
        DAY,
    )
    said = text_of(made, dialogue)
    assert "V/v mời tham dự Đối thoại khu vực" in said
    assert "Kính gửi: Bộ X" in said
    assert said.index("Kính gửi") < said.index("Translated from Vietnamese")
    assert said.count("01/BKHCN-HTQT") >= 2


def test_a_note_verbale_speaks_in_the_third_person_and_nobody_signs_it(dialogue, ministry):
    delegation = factories.delegation(dialogue, organisation=ministry)
    note = factories.official_letter(delegation=delegation, kind="note_verbale", signatory=None)
    said = text_of(letters.issue(note, None, DAY), dialogue)
    assert "The Ministry of Science and Technology presents its compliments to the Ministry" in said
    assert "01/NV-BKHCN" in said
    assert "Vũ Thị Ví Dụ" not in said and "Excellency" not in said


@pytest.mark.parametrize(
    ("kind", "why"),
    [("firm", "recorded as “firm”.*formal letter"), ("", "not known yet.*institution’s page")],
)
def test_a_note_verbale_is_refused_for_all_others_with_the_reason(dialogue, kind, why):
    firm = factories.organisation(kind=kind)
    delegation = factories.delegation(dialogue, organisation=firm)
    note = OfficialLetter(dialogue=dialogue, delegation=delegation, kind="note_verbale")
    with pytest.raises(Refused, match=why):
        letters.draft(note)
    assert not OfficialLetter.objects.exists()


def test_the_kind_is_proposed_by_the_addressee(dialogue, guest, vietnamese, ministry):
    at_home = factories.person(language="vi")
    delegations = [
        factories.delegation(dialogue, organisation=ministry),
        factories.delegation(dialogue),
        factories.delegation(dialogue, focal_point=at_home),
    ]
    made = [OfficialLetter(dialogue=dialogue, invitation=row) for row in [guest, vietnamese]]
    made += [OfficialLetter(dialogue=dialogue, delegation=row) for row in delegations]
    assert [kinds.proposed(letter) for letter in made] == [
        *["invitation", "giay_moi", "note_verbale", "nomination", "nomination"]
    ]


def test_a_note_verbale_goes_to_the_institution_and_names_the_person_invited(dialogue, guest):
    made = issued(guest, kind=LetterKind.NOTE_VERBALE)
    text = text_of(made, dialogue)
    assert "presents its compliments to the Ministry of X and has the honour" in text
    assert f"The person invited is {guest.person.addressed_name}, Minister." in text
    assert letters.sheets_of(made, letters.head_of(dialogue))[0]["to"] == ["Ministry of X"]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("words", [5, 420, 480, 540, 600])
def test_a_signature_never_stands_on_a_page_of_its_own(dialogue, guest, language, words):
    kind = LetterKind.INVITATION if language == "en" else LetterKind.CONG_VAN
    made = issued(
        guest, kind=kind, languages=language, **{f"paragraph_{language}": "words " * words}
    )
    reader = PdfReader(io.BytesIO(letters.pdf_of([made], dialogue)))
    last = " ".join(reader.pages[-1].extract_text().split())
    ending = {"en": "I very much hope", "vi": "Thông tin liên hệ:"}[language]
    assert ending in last
    assert made.signatory.name in last


def test_enclosures_of_a_vietnamese_letter_come_before_its_closing(dialogue, vietnamese):
    made = issued(
        vietnamese, kind=LetterKind.CONG_VAN, languages="vi", enclosures_vi="Chương trình"
    )
    text = text_of(made, dialogue)
    assert text.index("Chương trình") < text.index("Trân trọng./.") < text.index("Nơi nhận:")
    words = "\n".join(p.text for p in Document(io.BytesIO(letters.docx_of(made))).paragraphs)
    assert words.index("Chương trình") < words.index("Trân trọng./.")


def test_a_draft_has_no_number_and_using_it_up_fails_whole(dialogue, guest):
    letter = factories.official_letter(guest)
    assert "Draft, without a number" in text_of(letter, dialogue)
    LetterWording.objects.create(dialogue=dialogue, kind="invitation", language="en", text="{oh}")
    with pytest.raises(Refused, match=r"no placeholder “\{oh\}”"):
        letters.issue(letter, None, DAY)
    assert not RegisterEntry.objects.exists()
    letter.refresh_from_db()
    assert letter.is_draft


def test_what_was_issued_is_frozen(dialogue, guest):
    letter = issued(guest, paragraph_en="As it was.")
    guest.person.title_en = "Prime Minister"
    guest.person.save()
    OfficialLetter.objects.update(paragraph_en="As it is now.")
    letter.refresh_from_db()
    said = text_of(letter, dialogue)
    assert "As it was." in said and "Prime" not in said
    with pytest.raises(Refused, match="issued before"):
        letters.issue(letter, None, DAY)


def test_the_emblem_is_frozen_with_it_and_a_draft_has_todays(dialogue, guest):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}"><path d="M0 0h4v4"/></svg>'
    head = factories.letter_head(dialogue, emblem=svg.format(9).encode())
    draft, letter = factories.official_letter(guest), issued(guest)
    as_drafted, as_issued = (letters.pdf_of([row], dialogue) for row in [draft, letter])
    for emblem in [svg.format(5).encode(), b""]:
        head.emblem = emblem
        head.save()
        assert letters.pdf_of([letter], dialogue) == as_issued
        assert letters.pdf_of([draft], dialogue) != as_drafted


def test_a_letter_needs_somebody_who_signs_and_a_letterhead(dialogue, guest):
    letter = factories.official_letter(guest, signatory=None)
    with pytest.raises(Refused, match="say who signs"):
        letters.issue(letter, None, DAY)
    dialogue.letter_head.delete()
    with pytest.raises(Refused, match="no letterhead"):
        letters.issue(factories_signed(letter), None, DAY)


def factories_signed(letter):
    letter.signatory = factories.signatory(letter.dialogue)
    letter.save()
    return letter


def test_the_secretariats_own_wording_is_used(dialogue, guest):
    LetterWording.objects.create(
        dialogue=dialogue,
        kind="invitation",
        language="en",
        text="Come to {dialogue}, {name}.\n{paragraph}",
    )
    assert "Come to Regional dialogue on AI governance, H.E. Mei" in text_of(
        issued(guest), dialogue
    )


def test_a_visa_letter_waits_for_the_passport_and_then_names_it(dialogue, guest):
    letter = factories.official_letter(guest, kind="visa")
    with pytest.raises(Refused, match="passport"):
        letters.issue(letter, None, DAY)
    DelegateDetails.objects.create(
        invitation=guest,
        needs_visa_letter=True,
        passport_name="TAN MEI",
        passport_number="K1234567",
        passport_nationality="SG",
        passport_expires_on=date(2035, 1, 2),
        arrival_on=date(2031, 6, 1),
        departure_on=date(2031, 6, 4),
        funding="own",
    )
    said = text_of(letters.issue(letter, None, DAY), dialogue)
    assert "TAN MEI, Singapore, passport no. K1234567, valid until 2 January 2035" in said
    assert "Stay in the country: 1 June 2031 – 4 June 2031" in said
    assert "borne by: Ministry of X" in said


@pytest.mark.parametrize("language", ["en", "vi", "both"])
@pytest.mark.parametrize("kind", LetterKind.values)
def test_every_kind_can_be_printed_in_every_language(dialogue, guest, ministry, kind, language):
    DelegateDetails.objects.create(
        invitation=guest, needs_visa_letter=True, passport_name="TAN", passport_number="K1"
    )
    to_institution = kind in {"nomination", "note_verbale", "cong_van"}
    delegation = factories.delegation(dialogue, organisation=ministry) if to_institution else None
    letter = factories.official_letter(
        None if to_institution else guest, delegation, kind=kind, languages=language
    )
    made = PdfReader(io.BytesIO(letters.pdf_of([letter], dialogue)))
    assert len(made.pages) == (2 if language == "both" else 1)
    word = Document(io.BytesIO(letters.docx_of(letter)))
    said = "\n".join(node.text or "" for node in word.element.body.iter(qn("w:t")))
    assert len(word.sections) == len(made.pages)
    assert "BKHCN" in said and letters.docx_of(letter) == letters.docx_of(letter)
    for sheet in letters.sheets_of(letter, dialogue.letter_head):
        for words in sheet["paragraphs"]:
            assert words in said


def test_a_very_long_name_is_broken_and_not_cut(dialogue, ministry):
    name = "Wolfeschlegelsteinhausenbergerdorff " * 2
    person = factories.person(
        family_name=name.strip(), given_name="Anna Maria Theresia Josefa", organisation=ministry
    )
    invitation = factories.invitation(dialogue, "invited", person=person)
    said = text_of(issued(invitation), dialogue)
    assert "Anna Maria Theresia Josefa Wolfeschlegelsteinhausenbergerdorff" in said


def test_a_title_in_thai_is_printed_and_letters_of_no_font_are_told_before_a_number_is_used(
    dialogue, guest
):
    guest.person.title_en = "ผู้อำนวยการ"
    guest.person.save()
    assert letters.pdf_of([issued(guest)], dialogue)
    guest.person.title_en = "ဝန်ကြီး"
    guest.person.save()
    letter = factories.official_letter(guest)
    with pytest.raises(Refused, match=r"No typeface here has .*ဝန်ကြီး"):
        letters.issue(letter, None, DAY)
    with pytest.raises(Refused, match="No typeface"):
        letters.pdf_of([letter], dialogue)
    assert RegisterEntry.objects.count() == 1


def test_cancelling_deletes_a_draft_and_marks_what_was_issued(dialogue, guest):
    letters.cancel(factories.official_letter(guest), "")
    assert not OfficialLetter.objects.exists()
    letter = issued(guest)
    letters.cancel(letter, "Wrong date")
    letter.refresh_from_db()
    assert letter.state == "cancelled" and letter.entry.cancelled_because == "Wrong date"
    assert issued(guest).entry.number == 2


PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x10" * 2 + b"\x08\x06\0\0\0" + b"\0" * 4
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


@pytest.mark.parametrize(
    "content", [PNG, SVG.format('<circle r="4" fill="url(#a)"/>').encode(), SVG.format("").encode()]
)
def test_an_emblem_is_a_png_or_a_plain_svg(content):
    assert emblems.check(content) == content


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "neither"),
        (b"<html/>", "neither"),
        (b"x" * 200_001, "larger than 200 kB"),
        (PNG.replace(b"\0\0\0\x10", b"\0\1\0\0", 1), "pixels"),
        (SVG.format("<script>alert(1)</script>").encode(), "script"),
        (SVG.format("<foreignObject/>").encode(), "foreignObject"),
        (SVG.format('<image href="http://x.example/a.png"/>').encode(), "image"),
        (SVG.format('<use href="http://x.example/a.svg#b"/>').encode(), "outside"),
        (SVG.format('<path onload="x()"/>').encode(), "script"),
        (SVG.format("<style>@import 'x'</style>").encode(), "outside"),
        (SVG.format('<path style="fill: url(http://x.example)"/>').encode(), "outside"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(), "neither"),
    ],
)
def test_an_emblem_that_runs_or_loads_something_is_refused(content, why):
    with pytest.raises(Refused, match=why):
        emblems.check(content)
