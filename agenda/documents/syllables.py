"""Vietnamese syllables that a PDF tears apart: "Ngh ị định", "Lu ật". Some fonts have the letters
with marks in a second file, and the gap between the two looks like a space."""

import re

_VOWEL = "aeiouyăâêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_MARKED = _VOWEL[6:]
_ONLY_VIETNAMESE = re.compile("[ăơưđ\u1ea0-\u1ef9]", re.IGNORECASE)
# Syllables that begin with such a letter and stand alone.
_WHOLE = frozenset(
    """
    á à ả ạ ác ách ái ải ám ảm án ản ánh ảnh áo ảo ào áp át áy âm ấm ầm ẩm ân ấn ần ẩn ấp ập
    ất âu ấu ẩu ấy ắc ăm ăn ắn ắt ắp ấc é éo ẻo ép ét ê ế ề ể ếch êm ếm ềm êu ỉ í ì ít ích ỉu
    ô ố ồ ổ ộ ốc ộc ôi ối ồi ổi ôm ốm ôn ốn ồn ổn ông ống ồng ổng ơ ớ ờ ở ợ ơi ới ời ơn ớn ớt
    ú ù ủ ụ úa ùa ủa úi ủi úm ủm ùn ủn úng ùng ủng úp út úy ủy uỷ ục ụt ư ứ ừ ử ự ưa ứa ừa ửa
    ưng ứng ừng ửng ước ượt ướt ướp ươm ướm ương ưởng ướng ưu ưỡn ức ực ưởi ý ỷ ỳ ỵ ậm ậu ị ợt
    ụp ợp ặc ặt ẵm ẫm ẹp ọp ẹ
    """.split()  # noqa: SIM905
)
_TORN = re.compile(
    rf"(?<!\w)([b-df-hj-np-tv-xzđ]{{0,3}}[aeiouy]{{0,2}}) ([{_MARKED}]\w{{0,4}})(?!\w)",
    re.IGNORECASE,
)


def mended(text: str) -> str:
    """`text` with torn syllables in one piece; what can stand as it is stays."""
    return _TORN.sub(_together, text)


def _together(torn):
    first, second = torn[1], torn[2]
    if not first:
        return torn[0]
    is_consonants = not set(first.lower()) & set(_VOWEL)
    before = torn.string[max(0, torn.start() - 6) : torn.start()]
    is_letter = len(first) == 1 and before.endswith(("điểm ", "mục ", "loại ", "nhóm ", "hạng "))
    is_part = second.lower() not in _WHOLE and _ONLY_VIETNAMESE.search(second)
    if (is_consonants and not is_letter) or (is_part and not is_consonants):
        return first + second
    return torn[0]
