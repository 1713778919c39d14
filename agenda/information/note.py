"""What the information note says under each heading: facts from the dialogue, and what the
secretariat wrote; and its versions."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agenda.models import InformationNote, InformationText
from agenda.releases import published
from dialogue.exports import pdf
from dialogue.exports.cells import CONTROL_CHARACTERS
from dialogue.models import Dialogue
from dialogue.refusals import Refused
from dialogue.templatetags.dialogue import days, zone_name

Heading = InformationText.Heading
LANGUAGES = [code for code, _name in settings.LANGUAGES]
LANGUAGES_OF = {"en": ["en"], "vi": ["vi"], "both": ["en", "vi"]}
Content = dict[str, list[dict[str, Any]]]


def texts(dialogue: Dialogue) -> dict[str, dict[str, str]]:
    """{heading: {language: the secretariat's text}} for every heading. One query."""
    known = {row.heading: row for row in InformationText.objects.filter(dialogue=dialogue)}
    return {
        heading: {code: getattr(known.get(heading), f"text_{code}", "") or "" for code in LANGUAGES}
        for heading in Heading.values
    }


def write(dialogue: Dialogue, written: Mapping[tuple[str, str], str]) -> None:
    """Store the texts of {(heading, language): text}; the others stay."""
    with transaction.atomic():
        for heading in Heading.values:
            values = {
                f"text_{code}": written[heading, code].strip()
                for code in LANGUAGES
                if (heading, code) in written
            }
            if values:
                InformationText.objects.update_or_create(
                    dialogue=dialogue, heading=heading, defaults=values
                )


def draft(dialogue: Dialogue) -> Content:
    """The note as it would be published now. A text that one language lacks is shown in the other;
    a heading with nothing under it is left out."""
    written = texts(dialogue)
    return {code: _in_language(dialogue, code, written) for code in LANGUAGES}


def missing(dialogue: Dialogue) -> dict[str, list[str]]:
    """{language: [headings with nothing to say in it]}. What is to be done by when needs words."""
    written = texts(dialogue)
    lacking = {}
    for code in LANGUAGES:
        facts = _facts(dialogue, code)
        lacking[code] = [
            str(heading.label)
            for heading in Heading
            if not written[heading][code] and (heading == Heading.TO_DO or not facts.get(heading))
        ]
    return {code: labels for code, labels in lacking.items() if labels}


def version_of(content: Content) -> str:
    """Another one whenever the note says something else: see dialogue.refusals."""
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:20]


def last(dialogue: Dialogue) -> InformationNote | None:
    """The version that was published last."""
    return InformationNote.objects.filter(dialogue=dialogue).order_by("-number").first()


@transaction.atomic
def publish(dialogue: Dialogue, by: User, *, seen: str = "") -> InformationNote:
    """Publish the note as it is now. `seen` is the version that was on screen. Raises Refused where
    it differs from that, or from the last version in nothing."""
    Dialogue.objects.select_for_update(no_key=True).get(pk=dialogue.pk)
    content, before = draft(dialogue), last(dialogue)
    if seen and seen != version_of(content):
        raise Refused(
            _("The note has changed since it was on screen. Look at it again, then publish it.")
        )
    if before and before.content == content:
        raise Refused(
            _("Nothing has changed since version %(number)d.") % {"number": before.number}
        )
    number = before.number + 1 if before else 1
    return InformationNote.objects.create(
        dialogue=dialogue, number=number, content=content, published_by=by
    )


def sheet(
    dialogue: Dialogue, content: Content, language: str, made: InformationNote | None
) -> dict:
    """The note in one language, in plain words; `made` is its version, None for the draft."""
    at = made.published_at if made else timezone.now()
    with translation.override(language):
        day = date_format(dialogue.local(at), "DATE_FORMAT")
        return {
            "language": language,
            "kind": _("Information note for participants"),
            "title": dialogue.title,
            "author": dialogue.contact_name,
            "notice": str(dialogue.status_notice),
            "standing": str(made).capitalize() if made else _("Draft, not published"),
            "as_of": _("As of %(day)s") % {"day": day},
            "sections": content[language],
        }


def as_pdf(
    dialogue: Dialogue, content: Content, language: str, made: InformationNote | None = None
) -> bytes:
    """The file; `language` is a key of LANGUAGES_OF. Raises Refused where no font has a letter."""
    sheets = [sheet(dialogue, content, code, made) for code in LANGUAGES_OF[language]]
    at = made.published_at if made else timezone.now()
    return pdf.render("information_note", {"sheets": sheets}, at)


def _in_language(dialogue, language, written):
    sections, facts = [], _facts(dialogue, language)
    with translation.override(language):
        for heading in Heading:
            words = written[heading]
            text = words[language] or next(filter(None, words.values()), "")
            paragraphs = [
                line.strip()
                for line in CONTROL_CHARACTERS.sub("", text).splitlines()
                if line.strip()
            ]
            if paragraphs or facts.get(heading):
                sections.append(
                    {
                        "key": heading.value,
                        "heading": str(heading.label),
                        "facts": facts.get(heading, []),
                        "paragraphs": paragraphs,
                    }
                )
    return sections


def _facts(dialogue, language):
    """{heading: [[label, text]]} of what the dialogue itself knows."""
    with translation.override(language):
        forum = dialogue.forum
        if forum and dialogue.forum_starts_on:
            forum += f", {days(dialogue.forum_starts_on, dialogue.forum_ends_on)}"
        reply_by = date_format(dialogue.local(dialogue.reply_by_at), "DATETIME_FORMAT")
        known = {
            Heading.TO_DO: [
                [
                    _("By %(moment)s") % {"moment": reply_by},
                    _("Answer the invitation."),
                ],
                [
                    _("Once you have accepted"),
                    _("Give your travel, visa, diet and access needs on your personal page."),
                ],
            ],
            Heading.DATES: [
                [_("When"), days(dialogue.starts_on, dialogue.ends_on)],
                [_("Where"), dialogue.place],
                [_("Alongside"), forum],
                [pgettext("clock", "Times"), zone_name(dialogue)],
            ],
            Heading.SCHEDULE: _schedule(dialogue),
            Heading.CONTACTS: [
                [_("Contact"), dialogue.contact_name],
                [_("Email address"), dialogue.contact_email],
                [_("Telephone"), dialogue.contact_phone],
            ],
        }
        return {
            heading: [[label, str(text)] for label, text in facts if text]
            for heading, facts in known.items()
        }


def _schedule(dialogue):
    """The sessions of the last release, with what only delegates attend."""
    programme = published.latest(dialogue)
    rows = []
    for day, sessions in published.by_day(programme.sessions if programme else []):
        for session in sessions:
            if not session.is_cancelled:
                moments = [dialogue.local(at) for at in [session.starts_at, session.ends_at]]
                hours = "–".join(time_format(moment, "H:i") for moment in moments)
                rows.append([f"{date_format(day, 'MONTH_DAY_FORMAT')}, {hours}", session.title])
    return rows
