"""Short names in web addresses, made from titles: nobody types them."""

from django.db import models
from django.utils.text import slugify

LONGEST = 50  # characters, as a SlugField has
# The letters that Unicode does not take apart (NFKD), so that slugify would drop them.
PLAIN = str.maketrans({"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss"})
# The fields that may hold a title, English first: addresses are the same in every language.
TITLES = ["title_en", "title_vi", "name_en", "name_vi", "preferred_en", "preferred_vi"]

# What stands in an address where the short name of a dialogue may stand (dialogue.urls).
PAGES_OF_THEIR_OWN = {"guide"}


def short_name(title: str, taken: set[str], otherwise: str) -> str:
    """A short name of this title that is not among those taken: "quan-tri-ai", "quan-tri-ai-2".
    `otherwise` stands for a title of which no letter is left."""
    base = slugify(title.translate(PLAIN))[:LONGEST].strip("-_") or otherwise
    number, found = 1, base
    while found in taken:
        number += 1
        end = f"-{number}"
        found = base[: LONGEST - len(end)].rstrip("-_") + end
    return found


def give(row: models.Model) -> None:
    """Give an unsaved row the short name of its title, unless it has one: unique in its dialogue
    or, where it belongs to none, at all. One query."""
    if getattr(row, "slug", None):
        return
    others = type(row)._base_manager.all()
    if dialogue := getattr(row, "dialogue_id", None):
        others = others.filter(dialogue=dialogue)
    titles = (str(getattr(row, name, "") or "") for name in TITLES)
    title = next(filter(None, titles), "")
    taken = {*others.values_list("slug", flat=True), *PAGES_OF_THEIR_OWN}
    row.slug = short_name(title, taken, row._meta.model_name or "row")  # type: ignore[attr-defined]
