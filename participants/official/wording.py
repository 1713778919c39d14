"""The texts of official letters: plain text with a few named placeholders, never template code.

Each line is a paragraph. A line of which every placeholder is empty is left out, so that “Thời
gian: …” does not stand there without a time. The texts of the repository are in `texts/`; the
secretariat may keep its own (LetterWording), which is checked when it is saved. Nor is the forum
said in a line of its own where the summary names it.
"""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.models import Dialogue
from dialogue.models.validators import refuse_invisible
from participants.letters import placeholders
from participants.models import LetterKind, LetterWording

TEXTS = Path(__file__).resolve().parent / "texts"
LONGEST = 6000  # characters
PARAGRAPH = "paragraph"  # what is written for one person stands here
PLACEHOLDERS: dict[str, str | Promise] = {
    "dialogue": gettext_lazy("the dialogue’s title"),
    "days": gettext_lazy("its days, “2 and 3 June 2031”"),
    "when": gettext_lazy("the same in a sentence: “on 2 and 3 June 2031”"),
    "place": gettext_lazy("venue and address"),
    "where": gettext_lazy("the same in a sentence: “at the … Centre, Hanoi”, “in Hanoi”"),
    "forum": gettext_lazy("the forum on whose margins it takes place"),
    "summary": gettext_lazy("the dialogue’s summary"),
    "hosts": gettext_lazy("the inviting institutions"),
    "chair": gettext_lazy("the hosts, who chair it; empty until they have agreed"),
    "inviting": gettext_lazy("who invites: “the Ministry”, “on behalf of …, the Ministry”"),
    "announcement": gettext_lazy("“the Ministry announces that”, “as proposed by …,”"),
    "held": gettext_lazy("“will be held”; while it is a proposal “is planned to be held”"),
    "issuer": gettext_lazy("the body that issues the letter"),
    "name": gettext_lazy("the addressee with form of address; in other letters the institution"),
    "you": gettext_lazy("Ông, Bà or Ngài; “you” in English"),
    "guest": gettext_lazy("the person invited, with office; empty where nobody is named"),
    "office": gettext_lazy("the addressee’s office"),
    "institution": gettext_lazy("the addressee’s institution"),
    "position": gettext_lazy("the addressee’s office with the institution, as after “Kính gửi: …”"),
    "category": gettext_lazy("the category of the seat"),
    "seats": gettext_lazy("how many seats the institution has"),
    "reply_by": gettext_lazy("the reply deadline"),
    "contact": gettext_lazy("the contact with email address and telephone"),
    "passport": gettext_lazy("name, nationality, number and validity of the passport"),
    "stay": gettext_lazy("days of arrival and departure"),
    "costs": gettext_lazy("who bears the costs"),
    PARAGRAPH: gettext_lazy("your own paragraph for this person or wave"),
}
REQUIRED = {kind: ["dialogue", PARAGRAPH] for kind in LetterKind}
REQUIRED[LetterKind.VISA] = ["dialogue", "passport", PARAGRAPH]
# What one kind says as another does, in the language of which it is no form of its own.
SAME = {
    (LetterKind.GIAY_MOI, "en"): (LetterKind.INVITATION, "en"),
    (LetterKind.CONG_VAN, "en"): (LetterKind.INVITATION, "en"),
}


def check(text: str, kind: str) -> None:
    """Refuse a wording that could not be filled in. Raises ValidationError: which placeholder does
    not exist and which do, which brace is open, which one is missing."""
    if len(text) > LONGEST:
        problem = _("The text is longer than %(limit)d characters.")
        raise ValidationError(problem, params={"limit": LONGEST})
    for line in text.splitlines():
        refuse_invisible(line)
    used = placeholders.check(text, PLACEHOLDERS)
    if missing := [name for name in REQUIRED[LetterKind(kind)] if name not in used]:
        raise ValidationError(
            _("The text lacks %(names)s, without which this letter does not say enough."),
            params={"names": ", ".join(f"{{{name}}}" for name in missing)},
        )


def text_of(dialogue: Dialogue, kind: str, language: str) -> str:
    """The secretariat's own wording, or the repository's. Raises ValidationError for one that an
    older version let pass."""
    own = LetterWording.objects.filter(dialogue=dialogue, kind=kind, language=language).first()
    if own is None:
        return default(kind, language)
    check(own.text, kind)
    return own.text


def default(kind: str, language: str) -> str:
    """The text of a kind in the repository."""
    name, code = SAME.get((LetterKind(kind), language), (LetterKind(kind), language))
    return (TEXTS / f"{name.value}.{code}.txt").read_text(encoding="utf-8")


def fill(text: str, values: dict[str, str]) -> list[str]:
    """The paragraphs of a letter. `values` holds every placeholder; what it holds is text and
    stays so, whatever braces it has. Raises ValidationError."""
    paragraphs = []
    for line in text.splitlines():
        names = placeholders.names_in(line)
        if not line.strip() or (names and not any(values[name] for name in names)):
            continue
        if names == ["forum"] and "{summary}" in text and values["forum"] in values["summary"]:
            continue
        filled = placeholders.fill(line, values)
        lines = [" ".join(part.split()) for part in filled.splitlines() if part.strip()]
        paragraphs += [part[0].upper() + part[1:] for part in lines]
    return paragraphs
