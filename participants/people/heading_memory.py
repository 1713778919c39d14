"""What organisers said of headings that nobody could read, so that they are asked once."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils import timezone

from participants.models import HeadingMeaning
from participants.people.spreadsheets.meanings import key, meaning_of

LONGEST = 200


def remembered() -> dict[str, str]:
    """{key of a heading: the column, "" for one that is left out}. One query."""
    return dict(HeadingMeaning.objects.values_list("key", "column"))


def remember(texts: Mapping[int, str], chosen: Mapping[int, str], user: User) -> int:
    """Keep the chosen columns ({position: column}) of these headings ({position: text}) where they
    are not what is read anyway; forget what has become pointless. Return how many are kept."""
    rows, pointless = [], []
    for position, text in texts.items():
        name, letters = chosen.get(position, ""), key(text)
        if not letters or len(text) > LONGEST or len(letters) > LONGEST:
            continue
        guess = meaning_of(text)
        # "Title" may be an office in one list and Dr in the next: that is told by its cells.
        if guess == name or (guess and name.startswith(f"{guess}_")):
            pointless.append(letters)
        else:
            rows.append(HeadingMeaning(key=letters, heading=text, column=name, decided_by=user,
                                       decided_at=timezone.now()))  # fmt: skip
    HeadingMeaning.objects.filter(key__in=pointless).delete()
    once = {row.key: row for row in rows}
    HeadingMeaning.objects.bulk_create(
        once.values(),
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["heading", "column", "decided_by", "decided_at"],
    )
    return len(once)
