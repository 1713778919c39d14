"""Every text of the project is in the Vietnamese catalogue, translated, with the same placeholders,
and what is compiled is what was written.

Pure Python, so that GNU gettext is needed only to change the catalogue (`make messages`).
"""

import ast
import io
import re
from pathlib import Path
from typing import NamedTuple

import polib
import pytest
from babel.messages.extract import extract_javascript, extract_python
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["agenda", "participants", "dialogue", "templates"]
OURS = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
CATALOGUES = [OURS, *sorted(ROOT.glob("locale/libraries/vi/LC_MESSAGES/*.po"))]

# What stands where in the calls: (context, singular, plural), counted from 0.
CALLS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdifr]|%[sdifr]|\{\w*\}")


class Text(NamedTuple):
    """What gettext looks a translation up by, and the English plural that goes with it."""

    context: str | None
    singular: str
    plural: str | None = None


# From the source


def texts_in(path, source):
    """The Texts in a Python module or in a template.

    A template becomes pseudo code in which only the calls are left; it is no Python, so the more
    lenient lexer for JavaScript reads it.
    """
    if path.suffix == ".py":
        found = extract_python(io.BytesIO(source.encode()), CALLS, [], {"encoding": "utf-8"})
        found = [*found, *calls_in_f_strings(source)]
    else:
        pseudo = templatize(source, origin=str(path)).encode()
        found = extract_javascript(io.BytesIO(pseudo), CALLS, [], {"encoding": "utf-8"})
    for _line, function, arguments, _comments in found:
        arguments = arguments if isinstance(arguments, tuple | list) else [arguments]
        context, singular, plural = (
            arguments[place] if place is not None else None for place in CALLS[function]
        )
        if singular:
            yield Text(context, singular, plural)


def calls_in_f_strings(source):
    """What gettext does not see: it is in the catalogue only if it stands elsewhere too."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    for call in (node for string in strings for node in ast.walk(string)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in CALLS:
            arguments = [each.value for each in call.args if isinstance(each, ast.Constant)]
            if arguments:
                yield call.lineno, call.func.id, arguments, []


def texts_of_the_project():
    """{Text: the first file that holds it}."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                for text in texts_in(path, path.read_text()):
                    found.setdefault(text, str(path.relative_to(ROOT)))
    return found


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("_('Seats')", Text(None, "Seats")),
        ("_('Seats '\n  'taken')", Text(None, "Seats taken")),
        ("gettext_lazy('Seats')", Text(None, "Seats")),
        ("f\"{_('Seats')}: {n}\"", Text(None, "Seats")),
        ("pgettext('person', 'title')", Text("person", "title")),
        ("ngettext('%(n)d seat', '%(n)d seats', n)", Text(None, "%(n)d seat", "%(n)d seats")),
    ],
)
def test_texts_are_found_in_python(source, text):
    assert list(texts_in(Path("example.py"), source)) == [text]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% translate 'Seats' %}", Text(None, "Seats")),
        ('<a title="{% translate "It’s 100%" %}">', Text(None, "It’s 100%%")),
        ("don't {% translate 'Seats' %} won't", Text(None, "Seats")),
        ("{% translate 'title' context 'person' %}", Text("person", "title")),
        ("{% blocktranslate %}{{ n }} of it{% endblocktranslate %}", Text(None, "%(n)s of it")),
        (
            "{% blocktranslate count n=n %}{{ n }} seat{% plural %}{{ n }} seats"
            "{% endblocktranslate %}",
            Text(None, "%(n)s seat", "%(n)s seats"),
        ),
        ("{{ name|default:_('nobody') }}", Text(None, "nobody")),
    ],
)
def test_texts_are_found_in_templates(source, text):
    assert list(texts_in(Path("example.html"), source)) == [text]


# In a catalogue


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def faults(entry):
    """What is wrong with an entry, in words."""
    translations = [entry.msgstr, *entry.msgstr_plural.values()]
    if entry.obsolete:
        yield "is obsolete"
    if entry.fuzzy:
        yield "is fuzzy"
    if not any(translations) or not all(entry.msgstr_plural.values()):
        yield "is not translated"
    expected = placeholders(entry.msgid_plural or entry.msgid)
    for translation in filter(None, translations):
        if placeholders(translation) != expected:
            yield f"has the placeholders {placeholders(translation)}, not {expected}"
        if translation[:1].isspace() != entry.msgid[:1].isspace():
            yield "differs in the space it begins with"


def catalogue_faults(catalogue):
    return [f"“{entry.msgid}” {fault}" for entry in catalogue for fault in faults(entry)]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (polib.POEntry(msgid="Seats"), "is not translated"),
        (polib.POEntry(msgid="Seats", msgstr="Chỗ", flags=["fuzzy"]), "is fuzzy"),
        (polib.POEntry(msgid="Seats", msgstr="Chỗ", obsolete=True), "is obsolete"),
        (polib.POEntry(msgid="%(n)s seats", msgstr="chỗ"), "placeholders"),
        (polib.POEntry(msgid="%(n)s seats", msgstr="%(m)s chỗ"), "placeholders"),
        (polib.POEntry(msgid="%d seats", msgstr="%s chỗ"), "placeholders"),
        (polib.POEntry(msgid="{n} seats", msgstr="{m} chỗ"), "placeholders"),
        (
            polib.POEntry(msgid="a seat", msgid_plural="%(n)d seats", msgstr_plural={0: "chỗ"}),
            "placeholders",
        ),
        (
            polib.POEntry(msgid="a seat", msgid_plural="seats", msgstr_plural={0: ""}),
            "is not translated",
        ),
        (polib.POEntry(msgid="\nSeats", msgstr="Chỗ"), "space"),
    ],
)
def test_a_fault_in_an_entry_is_noticed(entry, fault):
    assert any(fault in found for found in faults(entry))


@pytest.mark.parametrize(
    "entry",
    [
        polib.POEntry(msgid="Seats", msgstr="Chỗ"),
        polib.POEntry(msgid="%(a)s of %(b)s", msgstr="%(b)s có %(a)s"),
        polib.POEntry(msgid="100%% of {n}", msgstr="{n}: 100%%"),
        polib.POEntry(msgid="a seat", msgid_plural="%d seats", msgstr_plural={0: "%d chỗ"}),
    ],
)
def test_a_good_entry_passes(entry):
    assert list(faults(entry)) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_entry_is_translated_with_its_placeholders(path):
    assert catalogue_faults(polib.pofile(path)) == []


def test_every_text_is_in_the_catalogue():
    known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(OURS)}
    missing = [
        f"{where}: “{text.singular}”"
        for text, where in texts_of_the_project().items()
        if (text.context, text.singular) not in known
    ]
    assert missing == []


def test_nothing_is_in_the_catalogue_that_the_project_does_not_say():
    said = {(text.context, text.singular) for text in texts_of_the_project()}
    stale = [
        entry.msgid for entry in polib.pofile(OURS) if (entry.msgctxt, entry.msgid) not in said
    ]
    assert stale == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_compiled_is_what_was_written(path):
    def content(catalogue):
        return {
            (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
            for entry in catalogue
            if not entry.obsolete
        }

    assert content(polib.mofile(path.with_suffix(".mo"))) == content(polib.pofile(path))
