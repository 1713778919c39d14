"""The picture that stands for a dialogue where its address is pasted, in each language: 1200 × 630
pixels, as the Open Graph protocol wants it."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.utils import translation

from dialogue.emblems import emblems
from dialogue.exports import fonts
from dialogue.models import Dialogue
from dialogue.templatetags.dialogue import days_in_a_letter
from dialogue.templatetags.look import leaves

TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "papers" / "share_picture.typ"
WIDTH, HEIGHT = 1200, 630  # pixels
KEPT_FOR = 30 * 24 * 60 * 60  # seconds; another text has another key
EDITION = "2"  # raise it when the picture is drawn differently


def content(dialogue: Dialogue) -> dict[str, Any]:
    """What the picture says in the active language. One query."""
    hosts = [one for one in dialogue.institutions.all() if one.is_inviting]
    return {
        "language": translation.get_language(),
        "title": dialogue.title,
        "days": days_in_a_letter(dialogue.starts_on, dialogue.ends_on),
        "leaves": [
            {"weekday": leaf.weekday, "number": leaf.number, "month": leaf.month}
            for leaf in leaves(dialogue.starts_on, dialogue.ends_on)
        ],
        "place": dialogue.place,
        "notice": dialogue.status_notice,
        "is_tentative": dialogue.is_tentative,
        "hosts": [host.name for host in hosts],
        "emblem": dialogue.emblem_version,
    }


def etag(said: dict[str, Any]) -> str:
    """Another one as soon as the picture says something else."""
    text = json.dumps([EDITION, said], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def png(dialogue: Dialogue, said: dict[str, Any]) -> bytes:
    """The picture; drawn once and then kept, for it takes a second."""
    made = cache.get_or_set(f"share:{etag(said)}", lambda: _draw(dialogue, said), KEPT_FOR)
    assert isinstance(made, bytes)
    return made


def _draw(dialogue, said):
    import typst  # tens of megabytes, loaded only for the first picture

    content = emblems.of(dialogue)
    emblem = content and {"bytes": list(content), "format": emblems.format_of(content)}

    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts.all_fonts(),
        format="png",
        ppi=72,  # a point is a pixel
        sys_inputs={"data": json.dumps({**said, "emblem": emblem or None}, ensure_ascii=False)},
    )
