"""The blank list of people that organisers fill in."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.exports import spreadsheets
from participants.people.spreadsheets import sheets


def blank_list() -> HttpResponse:
    """A workbook to fill in: headings, one example, and notes on a second sheet."""
    names = list(sheets.COLUMNS)
    example = [EXAMPLE.get(name, "") for name in names]
    notes = [(sheets.heading(name), str(text)) for name, text in NOTES.items()]
    content = spreadsheets.save_xlsx(
        [
            (_("People"), [sheets.heading(name) for name in names], [example]),
            (_("Notes"), [_("Column"), _("What to write")], notes),
        ]
    )
    return spreadsheets.as_file(content, _("List of people"), "xlsx")


EXAMPLE = {
    "family_name": "Nguyễn",
    "given_name": "Thị Ví Dụ",
    "form_of_address_en": "Ms",
    "form_of_address_vi": "Bà",
    "title_en": "Deputy Director General",
    "title_vi": "Phó Cục trưởng",
    "institution_en": "Example Agency",
    "institution_vi": "Cơ quan Ví dụ",
    "country": "VN",
    "language": "vi",
    "email": "vi.du@example.org",
    "phone": "+84 24 0000 0000",
    "note": "This is an example; write over it. / Đây là ví dụ, vui lòng thay bằng dữ liệu thật.",
}
NOTES = {
    "email": gettext_lazy(
        "Identifies the person. If the address is already known, that person is "
        "updated; otherwise a new person is added."
    ),
    "reached_by": gettext_lazy(
        "Only for somebody without an email address: on paper, by telephone, or through the "
        "office. Such people are recognised by name and institution."
    ),
    "postal_address": gettext_lazy("For letters on paper; or how the office is reached."),
    "family_name": gettext_lazy(
        "A given name alone is enough; “-” and “N/A” count as empty. An empty cell leaves what is "
        "known about a person unchanged; this applies to every column."
    ),
    "institution_en": gettext_lazy(
        "Looked up by its name in either language; if not found, it is added with the "
        "person’s country."
    ),
    "institution_kind": gettext_lazy(
        "Government, embassy or mission, firm, … Filled in only where it is not known yet."
    ),
    "form_of_address_vi": gettext_lazy(
        "If it is empty, it is made from the English one, and the other way round."
    ),
    "native_name": gettext_lazy("Optional, for example 金民秀."),
    "sorted_under": gettext_lazy(
        "Only if the country’s custom does not fit; so are “In capitals” and “Addressed as”."
    ),
    "country": gettext_lazy("The name in English or Vietnamese, or the code, such as VN."),
    "precedence": gettext_lazy("A whole number; usually 100. Any other number needs a reason."),
    "language": gettext_lazy(
        "English or Vietnamese: the language of letters. If empty, Vietnamese for people of "
        "Viet Nam."
    ),
    "gender": gettext_lazy("Only as the person states it; never guessed."),
    "category": gettext_lazy(
        "The name or short name of a category of the dialogue that you choose when uploading."
    ),
}
