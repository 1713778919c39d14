"""The data folder of a small dialogue, for tests."""

from pathlib import Path

FILES = {
    "dialogue.toml": """
        [dialogue]
        slug = "water"
        status = "proposed"
        is_public = true
        title.en = "Dialogue on water"
        title.vi = "Đối thoại về nước"
        summary.en = \"\"\"
        One paragraph
        on two lines.

        Another.
        \"\"\"
        summary.vi = "Tóm tắt."
        starts_on = 2031-03-24
        ends_on = 2031-03-25
        time_zone = "Asia/Ho_Chi_Minh"
        latitude = 21.0285
        longitude = 105.8542
        forum.en = "Water Week"
        forum.vi = "Tuần lễ Nước"
        forum_starts_on = 2031-03-24
        forum_ends_on = 2031-03-28
        capacity = 12
        reply_by_day = -21
        reply_by_time = 17:00:00

        [[institution]]
        key = "ministry"
        part = "host"
        name.en = "Ministry of Rivers"
        name.vi = "Bộ Sông ngòi"

        [[review_aspect]]
        aspect = "scale"
        state = "open"
        note.en = "Small."
        note.vi = "Nhỏ."

        [[category]]
        slug = "farmer"
        name.en = "Farmers"
        name.vi = "Nông dân"
        target = 6

        [[work_stream]]
        key = "letters"
        due_day = -42
        title.en = "Letters"
        title.vi = "Thư mời"
        owner.en = "Secretariat"
        owner.vi = "Ban Thư ký"
    """,
    "documents.toml": """
        [[document]]
        key = "river-report"
        title.en = "Report on rivers"
        title.vi = "Báo cáo về sông"
        publisher.en = "Institute of Rivers"
        publisher.vi = "Viện Sông ngòi"
        published_on = 2030-01-31
        language = "en"
    """,
    "topics.toml": """
        [[topic]]
        number = 1
        slug = "floods"
        title.en = "Floods"
        title.vi = "Lũ lụt"
        summary.en = "Too much water."
        summary.vi = "Quá nhiều nước."
        citations = [
            { document = "river-report", start = "every spring the river", end = "over its banks" },
        ]

        [[topic]]
        number = 2
        slug = "droughts"
        title.en = "Droughts"
        title.vi = "Hạn hán"
        summary.en = "Too little water."
        summary.vi = "Quá ít nước."
        citations = [
            { document = "river-report", start = "in dry years", end = "not at all", paragraph = 2},
        ]
    """,
    "glossary.toml": """
        [[term]]
        slug = "river-compact"
        preferred.en = "River Compact"
        preferred.vi = "Thỏa ước về sông"
        note.en = "A proposal."
        note.vi = "Đề xuất."
        variants = [
            { language = "vi", text = "Hiệp ước về sông" },
            { language = "en", text = "RC", is_accepted = true },
        ]
    """,
    "programme.toml": """
        [[room]]
        slug = "hall"
        name.en = "Hall"
        name.vi = "Hội trường"

        [[session]]
        slug = "opening"
        kind = "opening"
        day = 1
        starts = 09:00:00
        ends = 09:30:00
        room = "hall"
        title.en = "Opening"
        title.vi = "Khai mạc"

        [[session]]
        slug = "talk"
        kind = "round_table"
        day = 2
        starts = 10:00:00
        ends = 11:30:00
        room = "hall"
        audience = "delegates"
        attribution = "chatham_house"
        topics = ["floods", "droughts"]
        title.en = "Round table"
        title.vi = "Bàn tròn"
        description.en = "A talk."
        description.vi = "Một cuộc trao đổi."
        questions.en = ["What helps?", "Who pays?"]
        questions.vi = ["Điều gì có ích?", "Ai chi trả?"]
    """,
}


def write_files(folder: Path) -> Path:
    """Write the data into `folder`; return it."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
