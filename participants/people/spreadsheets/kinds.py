"""What kind of institution a name tells of, and in which category of a dialogue its people belong:
only where both are plain, and only as a proposal. No database."""

import re
from collections.abc import Iterable
from functools import lru_cache

from dialogue.searching.folding import fold
from participants.models import Category, Organisation
from participants.people.spreadsheets.international import is_international

Kind = Organisation.Kind
# The first that fits counts: "Department of Physics, Hanoi University" is a university's.
NAMES = [
    (
        Kind.FIRM,
        r"\b(ltd|limited|inc|corp|corporation|company|co|plc|gmbh|llc|jsc|holdings|pte|bhd)\b"
        r"|^(cong ty|tap doan|tong cong ty|ctcp|doanh nghiep)\b",
    ),
    (
        Kind.UNIVERSITY,
        r"\b(university|universiti|universitas|college|research (institute|cent(re|er)))\b"
        r"|^(institute|academy) (of|for)\b|\b(institute|academy)$"
        r"|^(truong (dai hoc|dh|cao dang)|dai hoc|hoc vien|vien(?! kiem sat)"
        r"|trung tam nghien cuu)\b",
    ),
    (Kind.MISSION, r"^(embassy|permanent mission|consulate|dai su quan|(tong )?lanh su quan)\b"),
    (
        Kind.CIVIL_SOCIETY,
        r"\b(association|foundation|federation)\b|^(hoi|hiep hoi|lien hiep|lien doan)\b(?! dong)",
    ),
    (
        Kind.GOVERNMENT,
        r"^(the )?(ministry|department of|government office|office of the (prime minister"
        r"|government|president)|national assembly|parliament|people s committee)\b"
        r"|^(bo|so|cuc|tong cuc|vu|ubnd|uy ban (nhan dan|dan toc)|quoc hoi|thanh tra chinh phu"
        r"|van phong (chinh phu|quoc hoi|chu tich nuoc|trung uong)|ngan hang nha nuoc)\b",
    ),
]
PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in NAMES]
# How dialogues call the category of a kind, in the beginnings of folded words.
CATEGORIES = {
    Kind.GOVERNMENT: r"\b(government|public (sector|bod)|ministr|nha nuoc|chinh phu|bo nganh)",
    Kind.FIRM: r"\b(compan|industr|business|private|firm|doanh nghiep|cong ty)",
    Kind.UNIVERSITY: r"\b(research|academ|universit|nghien cuu|hoc thuat|dai hoc)",
    Kind.CIVIL_SOCIETY: r"\b(civil society|ngo|to chuc xa hoi|xa hoi dan su)",
    Kind.INTERNATIONAL: r"\b(international|quoc te)",
    Kind.MISSION: r"\b(diplom|embass|mission|ngoai giao|dai su)",
}


def kind_of(institution: Organisation | None) -> str:
    """The kind of an institution: as it is recorded, else as its names tell it; "" for neither."""
    if institution is None or institution.kind:
        return str(institution.kind) if institution else ""
    names = filter(None, (getattr(institution, name) for name in ["name_en", "name_vi"]))
    return next(filter(None, map(_kind_by_name, names)), "")


@lru_cache(maxsize=4096)
def _kind_by_name(name):
    if is_international(name):
        return str(Kind.INTERNATIONAL)
    text = " ".join(re.findall(r"\w+", fold(name)))
    return next((str(kind) for kind, pattern in PATTERNS if pattern.search(text)), "")


def category_of_each(categories: Iterable[Category]) -> dict[str, Category]:
    """{kind: the category for it}, where exactly one category is called so."""
    found = {}
    for kind, pattern in CATEGORIES.items():
        named = [one for one in categories if re.search(pattern, _called(one))]
        if len(named) == 1:
            found[str(kind)] = named[0]
    return found


def _called(category):
    names = (getattr(category, name) for name in ["name_en", "name_vi"])
    return fold(" | ".join(filter(None, names)))
