"""The measures of Vietnam's official paper (Decree 30/2020/NĐ-CP, Annex I), in one place: the PDF
and the Word file follow them. If another decree replaces it, change them here."""

MILLIMETRES = {"top": 20, "bottom": 20, "left": 30, "right": 18, "first_line": 12.7}
POINTS = {
    "motto": 12,  # Quốc hiệu
    "device": 13,  # Tiêu ngữ
    "body": 12,  # of the issuing and the superior body
    "symbol": 13,
    "type": 14,
    "subject": 14,
    "reference": 12,  # "V/v …"
    "text": 13.5,
    "foreign": 12,  # letters in English, which no decree measures
    "office": 13.5,
    "copies_label": 12,
    "copies": 11,
    "page_number": 13,
    "between": 6,  # at least, between paragraphs
}
MEASURES = {"mm": MILLIMETRES, "pt": POINTS}
NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
DEVICE = "Độc lập - Tự do - Hạnh phúc"
