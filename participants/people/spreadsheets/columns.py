"""Which columns a list of people can have, and the headings by which they are recognised.

The headings are data, not translated text: a file may have those of either language, whatever the
language of the organiser who uploads it.
"""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Column:
    """A column: its name in the code, its headings in both languages, and further headings (`also`)
    that are recognised. The order of columns in a file is free."""

    name: str
    en: str
    vi: str
    also: tuple[str, ...] = ()
    is_name: bool = False  # of a human being: no emoji
    is_long: bool = False  # may have several lines


COLUMNS = {
    column.name: column
    for column in [
        Column("family_name", "Family name", "Họ", ("Surname", "Last name"), is_name=True),
        Column(
            "given_name",
            "Given name",
            "Tên đệm và tên",
            ("First name", "Given names", "Forename", "Tên"),
            is_name=True,
        ),
        Column(
            "form_of_address_en",
            "Form of address (English)",
            "Danh xưng (tiếng Anh)",
            ("Form of address", "Salutation", "Cách xưng hô (tiếng Anh)"),
        ),
        Column(
            "form_of_address_vi",
            "Form of address (Vietnamese)",
            "Danh xưng (tiếng Việt)",
            ("Danh xưng", "Cách xưng hô", "Cách xưng hô (tiếng Việt)"),
        ),
        Column("title_en", "Title (English)", "Chức vụ (tiếng Anh)", ("Title", "Position")),
        Column("title_vi", "Title (Vietnamese)", "Chức vụ (tiếng Việt)", ("Chức vụ", "Chức danh")),
        Column(
            "display_name_en",
            "Display name (English)",
            "Tên hiển thị (tiếng Anh)",
            ("Display name",),
            is_name=True,
        ),
        Column(
            "display_name_vi",
            "Display name (Vietnamese)",
            "Tên hiển thị (tiếng Việt)",
            ("Tên hiển thị",),
            is_name=True,
        ),
        Column(
            "institution_en",
            "Institution (English)",
            "Cơ quan (tiếng Anh)",
            ("Institution", "Organisation", "Organization"),
        ),
        Column(
            "institution_vi",
            "Institution (Vietnamese)",
            "Cơ quan (tiếng Việt)",
            ("Cơ quan", "Đơn vị", "Cơ quan, đơn vị"),
        ),
        Column("institution_kind", "Kind of institution", "Loại cơ quan"),
        Column(
            "native_name",
            "Name in its own script",
            "Tên bằng chữ viết gốc",
            ("Native name", "Name in native script", "Tên bản ngữ"),
            is_name=True,
        ),
        Column("sorted_under", "Sorted under", "Xếp theo tên", is_name=True),
        Column("in_capitals", "In capitals", "Phần viết hoa", is_name=True),
        Column("addressed_as", "Addressed as", "Tên khi xưng hô", is_name=True),
        Column("country", "Country", "Quốc gia", ("Nước",)),
        Column("precedence", "Precedence", "Thứ tự lễ tân"),
        Column("precedence_reason", "Reason for the precedence", "Lý do xếp thứ tự lễ tân"),
        Column(
            "language", "Language", "Ngôn ngữ", ("Language of correspondence", "Ngôn ngữ thư từ")
        ),
        Column(
            "email",
            "Email address",
            "Địa chỉ thư điện tử",
            ("E-mail address", "Email", "E-mail", "Thư điện tử", "Mail"),
        ),
        Column(
            "reached_by",
            "Reached without email",
            "Cách liên hệ khi không có thư điện tử",
            ("Reached by", "Cách liên hệ"),
        ),
        Column(
            "postal_address",
            "Postal address",
            "Địa chỉ bưu chính",
            ("Address", "Địa chỉ"),
            is_long=True,
        ),
        Column("assistant_name", "Assistant", "Trợ lý", ("Thư ký, trợ lý",), is_name=True),
        Column("cc_email", "Copy to", "Đồng gửi", ("Cc",)),
        Column("phone", "Telephone", "Điện thoại", ("Phone", "Số điện thoại", "Mobile")),
        Column("gender", "Gender", "Giới tính"),
        Column("gender_words", "Gender in the person’s own words", "Giới tính tự mô tả"),
        Column("note", "Note", "Ghi chú", ("Note for organisers",), is_long=True),
        Column("category", "Category", "Nhóm đại biểu", ("Nhóm",)),
    ]
}
REQUIRED = ["family_name", "email"]
# What may stand for another: whoever has one name only has a given name; whoever has no email
# address is reached in another way, and matched by name and institution.
INSTEAD = {"family_name": "given_name", "email": "reached_by"}
# What a file has and the person's row has not, under another form.
FULL_NAME, MIDDLE_NAME, IN_NOTE = "full_name", "middle_name", "in_note"
FAMILY_AND_MIDDLE = "family_and_middle_name"  # "Nguyễn Văn" beside "An"
OTHERS = {
    column.name: column
    for column in [
        Column(FULL_NAME, "Whole name in one cell", "Họ và tên trong một ô", is_name=True),
        Column(MIDDLE_NAME, "Middle name", "Tên đệm", is_name=True),
        Column(FAMILY_AND_MIDDLE, "Family and middle name", "Họ và tên đệm", is_name=True),
        Column(IN_NOTE, "Add to the note, with its heading", "Ghi vào phần ghi chú, kèm tiêu đề"),
    ]
}


def column_of(name: str) -> Column:
    """The column with this name in the code. Raises KeyError."""
    return COLUMNS.get(name) or OTHERS[name]


def heading(name: str) -> str:
    """The column's heading in the active language."""
    column = column_of(name)
    return column.vi if get_language() == "vi" else column.en
