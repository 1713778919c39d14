"""A letter as plain data: one sheet for each of its languages, from which PDF, Word file and the
frozen copy are made. Nothing here knows a file format.

Letters in both languages have one sheet after the other, each with the number and the code, and
not two columns: Decree 30's head needs the whole width, and the second sheet is marked as a
translation, as ministries send it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogue.formats.in_letters import day
from participants.models import LetterHead, LetterKind, OfficialLetter, Signatory
from participants.official import addressing, kinds, measures, register, wording
from participants.official.values import values_for

Sheet = dict[str, Any]


@dataclass(frozen=True)
class Numbered:
    """What a letter has once it is in the register: symbol, day and the reference of its code."""

    symbol: str
    dated_on: date
    reference: str


def sheets(
    letter: OfficialLetter, head: LetterHead, numbered: Numbered | None = None
) -> list[Sheet]:
    """The sheets of a letter in the order of its languages; without `numbered`, of a draft. Raises
    ValidationError where the secretariat's wording cannot be filled in."""
    made = []
    for language in letter.codes:
        with translation.override(language):
            made.append(_sheet(letter, head, language, numbered))
    if len(made) > 1:
        made[1]["translated"] = {
            "en": "Translated from Vietnamese",
            "vi": "Bản dịch từ tiếng Anh",
        }[made[1]["language"]]
    return made


def subject_of(letter: OfficialLetter, language: str) -> str:
    """What the letter is about, in a language: for the register and the email."""
    with translation.override(language):
        return SUBJECTS[LetterKind(letter.kind)][language].format(title=letter.dialogue.title)


def registered_subject(letter: OfficialLetter, language: str) -> str:
    """The same as a row of the register has it, where no “V/v” or type of letter stands before."""
    if language == "vi" and letter.kind in FORMS:
        with translation.override(language):
            return f"Mời tham dự {letter.dialogue.title}"
    return capfirst(subject_of(letter, language))


SUBJECTS = {
    LetterKind.INVITATION: {"en": "Invitation to “{title}”", "vi": "Tham dự {title}"},
    LetterKind.GIAY_MOI: {"en": "Invitation to “{title}”", "vi": "Tham dự {title}"},
    LetterKind.CONG_VAN: {"en": "Invitation to “{title}”", "vi": "mời tham dự {title}"},
    LetterKind.NOTE_VERBALE: {"en": "Invitation to “{title}”", "vi": "mời tham dự {title}"},
    LetterKind.NOMINATION: {
        "en": "Nomination of delegates to “{title}”",
        "vi": "cử đại biểu tham dự {title}",
    },
    LetterKind.VISA: {
        "en": "Visa support for a delegate to “{title}”",
        "vi": "hỗ trợ thị thực cho đại biểu tham dự {title}",
    },
    LetterKind.CONFIRMATION: {
        "en": "Confirmation of participation in “{title}”",
        "vi": "xác nhận tham dự {title}",
    },
    LetterKind.THANKS: {
        "en": "Thanks for taking part in “{title}”",
        "vi": "cảm ơn đã tham dự {title}",
    },
}


FORMS = {LetterKind.GIAY_MOI: "invitation", LetterKind.INVITATION: "thu_moi"}  # in Vietnamese
TYPES = {"invitation": "GIẤY MỜI", "thu_moi": "THƯ MỜI"}


def _sheet(letter, head, language, numbered):
    text = wording.text_of(letter.dialogue, letter.kind, language)
    values = values_for(letter, head, language, text)
    form = _form(letter.kind, language)
    address = addressing.of_person(letter.person) if letter.person else addressing.to_institution()
    is_note = form == "note"
    return {
        "language": language,
        "form": form,
        "is_draft": numbered is None,
        "draft": _("Draft, without a number"),
        # Thanks are given for what took place: nothing of it is proposed any longer.
        "notice": "" if letter.kind == LetterKind.THANKS else letter.dialogue.status_notice,
        "motto": [measures.NATIONAL_TITLE, measures.DEVICE]
        if head.has_motto and language == "vi" and not is_note
        else [],
        "superior": head.superior or "",
        "issuer": head.issuer,
        "symbol": _symbol(letter, head, language, numbered),
        "place_date": _place_and_date(head, language, numbered),
        "type": TYPES.get(form, ""),
        "subject": subject_of(letter, language),
        "to_label": "Kính gửi:" if language == "vi" else "",
        "to": _addressee(letter, values, address),
        "salutation": "" if is_note or letter.kind == LetterKind.VISA else address.salutation,
        "paragraphs": wording.fill(text, values),
        "closing": "" if is_note else _closing(letter, address),
        "signature": None if is_note else _signature(letter.signatory, language),
        "copies_label": "Nơi nhận:" if language == "vi" and not is_note else "",
        "copies": _copies(head, form, values) if language == "vi" and not is_note else [],
        "enclosures_label": _("Enclosures: %(n)d"),
        "enclosures": _lines(getattr(letter, f"enclosures_{language}")),
        "translated": "",
        "foot": head.foot or "",
        "reference": numbered.reference if numbered else "",
    }


def _form(kind, language):
    """ "invitation" (giấy mời) and "letter_vi" (công văn) after Decree 30, "thu_moi" (thư mời: a
    letter with its type above it, to somebody by name), "note", "letter"."""
    if kind == LetterKind.NOTE_VERBALE:
        return "note"
    if language == "vi":
        return FORMS.get(kind, "letter_vi")
    return "letter"


def _symbol(letter, head, language, numbered):
    label = "Số:" if language == "vi" else "No."
    if numbered:
        return f"{label} {numbered.symbol}"
    blank = register.symbol(head, kinds.series_of(letter), 0)
    return f"{label} {blank.replace('00/', ' ' * 8 + '/', 1)}"


def _place_and_date(head, language, numbered):
    if numbered:
        return f"{head.place}, {day(numbered.dated_on, language)}"
    blank = " " * 6
    return (
        f"{head.place}, ngày{blank}tháng{blank}năm{blank}" if language == "vi" else f"{head.place},"
    )


def _addressee(letter, values, address):
    """The lines that say to whom it goes."""
    if letter.kind == LetterKind.VISA:
        is_vietnamese = translation.get_language() == "vi"
        return ["Cơ quan có thẩm quyền" if is_vietnamese else "To the competent authorities"]
    if letter.person is None or letter.kind == LetterKind.NOTE_VERBALE:
        return [values["institution"]]
    if address.line:
        return [address.line]
    return [part for part in [values["name"], values["office"], values["institution"]] if part]


def _closing(letter, address):
    if letter.kind == LetterKind.VISA and translation.get_language() != "vi":
        return "Yours faithfully,"
    return address.closing


def _signature(signatory: Signatory | None, language: str) -> dict[str, Any]:
    """The lines above the room for signature and seal, and those below."""
    if signatory is None:
        return {"above": [], "below": [""]}
    if language != "vi":
        return {"above": [], "below": [signatory.name, signatory.office]}
    first = (
        f"{signatory.capacity} {signatory.signs_for or ''}".strip() if signatory.capacity else ""
    )
    above = [line.upper() for line in [first, signatory.office] if line]
    return {"above": above, "below": [signatory.name]}


def _copies(head, form, values):
    """A giấy mời has no “Kính gửi:” to which “Như trên” could point."""
    store = ", ".join(filter(None, ["VT", head.unit]))
    first = values["name"] if form == FORMS[LetterKind.GIAY_MOI] else "Như trên"
    lines = [first, *(line.strip(" ;.-") for line in _lines(head.copies))]
    return [*(f"- {line};" for line in lines), f"- Lưu: {store}."]


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
