"""What a list of participants says, in plain words of one language: dicts and lists of strings that
only need a layout."""

from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries.fields import Country

from dialogue.exports.cells import CONTROL_CHARACTERS
from dialogue.templatetags.dialogue import days
from participants.lists.publishing import Edition

LANGUAGES_OF = {"en": ["en"], "vi": ["vi"], "both": ["en", "vi"]}


def in_language(edition: Edition, language: str) -> dict[str, Any]:
    """The list in one language."""
    dialogue, made = edition.dialogue, edition.revision
    with translation.override(language):
        where = [days(dialogue.starts_on, dialogue.ends_on), dialogue.place]
        published_on = dialogue.local(made.published_at).date()
        return _clean(
            {
                "language": language,
                "kind": _("List of participants"),
                "title": dialogue.title,
                "author": dialogue.contact_name,
                "notice": str(dialogue.status_notice),
                "standing": made.standing,
                "as_of": _("As of %(day)s") % {"day": date_format(published_on, "DATE_FORMAT")},
                "where": " · ".join(filter(None, where)),
                "number": _participants(edition.number),
                "changes": _changes(edition),
                "has_contacts": edition.has_contacts,
                "groups": _groups(edition, language),
            }
        )


def _participants(number):
    return ngettext("%(n)d participant", "%(n)d participants", number) % {"n": number}


def _changes(edition):
    """What the bars mean, and how many are no longer there; "" where there was no list before."""
    said = []
    if any(entry.change for entry in edition.entries):
        said.append(_("A bar marks what is new or has changed since the last revision."))
    if left_out := edition.revision.left_out:
        text = ngettext(
            "%(n)d person named there is not in this list.",
            "%(n)d people named there are not in this list.",
            left_out,
        )
        said.append(text % {"n": left_out})
    return " ".join(said)


def _groups(edition, language):
    groups = []
    for index, group in enumerate(edition.revision.groups):
        entries = [entry for entry in edition.entries if entry.group == index]
        by_country = groupby(entries, lambda entry: entry.country)
        groups.append(
            {
                "name": group["name"][language],
                "number": group["number"],
                "countries": [
                    {
                        "name": Country(code).name if code else "",
                        "entries": [_entry(entry, language) for entry in of_country],
                    }
                    for code, of_country in by_country
                ],
                "others": _others(group["number"] - len(entries), has_named=bool(entries)),
            }
        )
    return groups


def _others(number, *, has_named):
    if number <= 0:
        return ""
    if not has_named:
        return _participants(number)
    text = ngettext("and %(n)d further participant", "and %(n)d further participants", number)
    return text % {"n": number}


def _entry(entry, language):
    shown = entry.shown[language]
    body = shown["nominated_by"]
    nomination = _("nominated by %(institution)s") % {"institution": body} if body else ""
    return {
        **shown,
        "lines": [line for line in [shown["title"], shown["institution"], nomination] if line],
        "nomination": nomination,
        "email": entry.email,
        "phone": entry.phone,
        "mark": str(entry.get_change_display()),
    }


def _clean(value):
    """The same without the characters that XML does not allow."""
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return CONTROL_CHARACTERS.sub("", value) if isinstance(value, str) else value
