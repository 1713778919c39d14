"""Places in a sentence: “in Hanoi”, but “at the National Convention Centre, Hanoi”. Pure."""

# Which stand in the field for the venue while there is none yet; a single word counts as one too.
CITIES = {
    *["hanoi", "ha noi", "hà nội", "ho chi minh city", "da nang", "đà nẵng", "hai phong"],
    *["can tho", "ha long", "hạ long", "nha trang", "quy nhon", "quy nhơn", "da lat", "hue"],
    *["kuala lumpur", "phnom penh", "nay pyi taw", "bandar seri begawan", "luang prabang"],
    *["new york", "new delhi", "hong kong", "the hague", "siem reap", "chiang mai", "viet nam"],
}
# Buildings whose names take the article: “the National Convention Centre”.
BUILDINGS = {
    *["centre", "center", "hotel", "hall", "palace", "museum", "library", "auditorium", "tower"],
    *["building", "headquarters", "theatre", "embassy", "ministry", "complex", "pavilion"],
}
OFFICES = {"ministry", "embassy", "office", "university", "institute", "academy", "national"}
NOT_YET = {"en": "at a place that will be announced", "vi": "tại địa điểm sẽ được thông báo sau"}


def where(place: str, language: str, city: str = "") -> str:
    """The place with its preposition; `city` is where the letters are dated. What stands after a
    semicolon (“Hanoi; venue to be announced”) is a remark, and no part of a sentence."""
    place = place.split(";")[0].strip()
    if not place:
        return NOT_YET["vi" if language == "vi" else "en"]
    if language == "vi":
        return f"tại {place}"
    first = place.split(",")[0].strip()
    words = first.casefold().split()
    if first.casefold() in {*CITIES, city.casefold()} or (len(words) == 1 and first.isalpha()):
        return f"in {place}"
    if words[0] == "the":
        return f"at {place[0].lower()}{place[1:]}"
    if words[-1] in BUILDINGS or words[0] in OFFICES:
        return f"at the {place}"
    return f"at {place}"
