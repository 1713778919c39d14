"""The libraries speak Vietnamese too: what their own catalogues lack is in locale/libraries."""

import importlib
import io
import re
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real
from django.utils.translation.template import templatize
from django_countries import countries

from tests import factories

LIBRARIES = settings.BASE_DIR / "locale" / "libraries" / "vi" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
# allauth's templates for what is switched off or has no address here.
NOT_SERVED = re.compile(
    r"templates/account/(.*/)?(signup|phone|email|confirm_|request_|verif|base_confirm|account_al|"
    r"login_code|unknown|password_reset_code|cannot|primary|unverified|warn_)"
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def folder_of(module):
    return Path(importlib.import_module(module).__file__).parent


def catalogue(path):
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def texts_in(folder, *patterns):
    """(context, text, plural) of what the sources and templates of a library mark for
    translation."""
    found = set()
    for path in {path for pattern in patterns for path in folder.glob(pattern)}:
        place = path.relative_to(folder)
        if "tests" in place.parts or NOT_SERVED.match(place.as_posix()):
            continue
        source = path.read_text()
        if path.suffix != ".py":  # as makemessages does it: the template becomes a kind of Python
            lines = templatize(source, origin=str(path)).splitlines()
            source = "\n".join(line.strip() for line in lines)
        stream = io.BytesIO(source.encode())
        for _line, text, _comments, context in extract("python", stream, keywords=KEYWORDS):
            singular, plural = text if isinstance(text, tuple) else (text, "")
            found.add((context, singular, plural))
    return found


def vietnamese(context, text, plural):
    """What stands in the merged Vietnamese catalogue, or None."""
    key = f"{context}\x04{text}" if context else text
    merged = trans_real.translation("vi")._catalog
    if not plural:
        return merged.get(key) or None
    try:
        return merged.plural(key, 5)
    except KeyError:
        return None


def problems(texts):
    """Those without Vietnamese, and those whose placeholders went astray."""
    found = []
    for context, text, plural in sorted(texts, key=str):
        translated = vietnamese(context, text, plural)
        if not translated:
            found.append(f"no Vietnamese: {text!r}")
        elif set(PLACEHOLDER.findall(translated)) != set(PLACEHOLDER.findall(plural or text)):
            found.append(f"placeholders differ: {text!r} → {translated!r}")
    return found


@pytest.mark.parametrize(
    "module",
    [
        "django.conf",
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
    ],
)
def test_django_is_wholly_in_vietnamese(module):
    english = catalogue(folder_of(module) / "locale/en/LC_MESSAGES/django.po")
    texts = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in english}
    assert len(texts) > 5
    assert problems(texts) == []


def test_the_sign_in_is_wholly_in_vietnamese():
    texts = texts_in(
        folder_of("allauth"),
        "account/**/*.py",
        "mfa/**/*.py",
        "core/**/*.py",
        "templates/account/**/*.*",
        "templates/mfa/**/*.*",
        "templates/allauth/**/*.html",
    )
    assert (None, "Sign In", "") in texts
    assert len(texts) > 150
    assert problems(texts) == []


def test_the_history_pages_are_wholly_in_vietnamese():
    texts = texts_in(folder_of("simple_history"), "*.py", "templates/**/*.html")
    assert (None, "Change reason", "") in texts
    assert problems(texts) == []


@pytest.mark.parametrize("module", ["crispy_forms", "crispy_bootstrap5", "modeltranslation"])
def test_the_form_libraries_are_wholly_in_vietnamese(module):
    assert problems(texts_in(folder_of(module), "**/*.py", "**/*.html")) == []


def test_every_country_has_a_vietnamese_name():
    with translation.override("en"):
        names = [str(name) for code, name in countries if code not in settings.COUNTRIES_OVERRIDE]
    merged = trans_real.translation("vi")._catalog
    assert [name for name in names if not merged.get(name)] == []


def test_no_two_countries_share_a_name_in_vietnamese():
    with translation.override("vi"):
        names = [str(name) for _code, name in countries]
    assert {name for name in names if names.count(name) > 1} == set()


def test_the_admin_sites_scripts_speak_vietnamese(client, db):
    client.force_login(factories.organiser())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    with translation.override("en"):  # the request's language would stay for the next test
        sent = client.get(reverse("admin:jsi18n")).content.decode()
    english = catalogue(folder_of("django.contrib.admin") / "locale/en/LC_MESSAGES/djangojs.po")
    merged = trans_real.DjangoTranslation(
        "vi",
        domain="djangojs",
        localedirs=[str(folder_of("django.contrib.admin") / "locale")],
    )
    for entry in english:
        key = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
        translated = (
            merged._catalog.plural(key, 5) if entry.msgid_plural else merged._catalog.get(key)
        )
        assert translated, entry.msgid
        assert set(PLACEHOLDER.findall(translated)) == set(PLACEHOLDER.findall(entry.msgid))
    assert '"Monday": "Th\\u1ee9 Hai"' in sent


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_our_additions_are_whole_and_compiled(name):
    source = catalogue(LIBRARIES / f"{name}.po")
    compiled = polib.mofile(str(LIBRARIES / f"{name}.mo"))
    assert all(entry.translated() and not entry.fuzzy for entry in source)

    def content(entries):
        return {(e.msgctxt, e.msgid, e.msgstr or e.msgstr_plural[0]) for e in entries}

    assert content(source) == content(compiled), f"compile {name}.po anew"
    for entry in source:
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        written = entry.msgstr or entry.msgstr_plural[0]
        assert set(PLACEHOLDER.findall(written)) == wanted, entry.msgid


def test_a_missing_text_and_a_lost_placeholder_are_found():
    with translation.override("vi"):
        assert problems({(None, "Nobody wrote this sentence.", "")})
    merged = trans_real.translation("vi")._catalog
    merged._catalogs[0]["One of %(n)s"] = "Một"
    try:
        assert problems({(None, "One of %(n)s", "")})
    finally:
        del merged._catalogs[0]["One of %(n)s"]
