"""Texts that more than one app uses share one translation. A person has judged each of them to mean
the same wherever it is used (tests/shared_texts.txt); what is used in two senses gets a context.
"Title" was a headline in one app and somebody's office in another, and both were "Tiêu đề"."""

import ast
import re
from collections import defaultdict

import pytest
from django.template.base import Lexer, TokenType

from tests.source import FLOORS, ROOT, modules, parse, templates

JUDGED = ROOT / "tests/shared_texts.txt"
WITHOUT_CONTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
TRANSLATE = re.compile(r"""^(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')(.*)$""", re.S)
BLOCK = re.compile(r"^(?:blocktranslate|blocktrans)\b(.*)$", re.S)


def in_python(source):
    """The texts in calls that name no context."""
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = node.args if node.func.id in WITHOUT_CONTEXT else []
            for text in texts[:1]:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def in_template(source):
    """The texts of tags that name no context; a variable stands for itself."""
    inside = None
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            if inside is None and (found := TRANSLATE.match(token.contents)):
                if not re.search(r"\bcontext\b", found[3]):
                    yield found[1] or found[2]
            elif found := BLOCK.match(token.contents):
                inside = [] if not re.search(r"\bcontext\b", found[1]) else None
            elif inside is not None and token.contents.split()[0] in {
                "plural",
                "endblocktranslate",
                "endblocktrans",
            }:
                yield " ".join("".join(inside).split())
                inside = [] if token.contents.startswith("plural") else None
        elif inside is not None:
            is_name = token.token_type == TokenType.VAR
            inside.append("{" + token.contents + "}" if is_name else token.contents)


def app_of(template):
    """The app to which a template belongs, or None for those of the site as a whole."""
    return next((part for part in template.split("/")[:-1] if part in FLOORS), None)


def used_by_several():
    """{text: the apps that use it without a context}, of those that several use."""
    apps = defaultdict(set)
    for path, source in modules().items():
        for text in in_python(source):
            apps[text].add(path.split("/", maxsplit=1)[0])
    for path, source in templates().items():
        if app := app_of(path):
            for text in in_template(source):
                apps[text].add(app)
    return {text: users for text, users in apps.items() if len(users) > 1}


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "Title" %}',
        "{% translate 'Title' as heading %}",
        "{% blocktranslate %}Title{% endblocktranslate %}",
        "{% blocktranslate trimmed count n=3 %}\n Title\n{% plural %}Titles{% endblocktranslate %}",
    ],
)
def test_a_text_in_a_template_is_seen(source):
    assert "Title" in list(in_template(source))


def test_a_text_with_a_context_is_another_one():
    assert not list(in_template('{% translate "Title" context "person" %}'))
    assert not list(in_python('pgettext("person", "Title")'))
    assert list(in_python('_("Title")')) == ["Title"]


def test_every_text_that_several_apps_use_was_judged_to_mean_the_same():
    judged = JUDGED.read_text().splitlines()
    used = {" ".join(text.split()): sorted(users) for text, users in used_by_several().items()}
    new = {text: users for text, users in used.items() if text not in judged}
    assert not new, (
        "Does it mean the same in each of these apps? If so, add it to tests/shared_texts.txt; if "
        f"not, give each its context (pgettext): {new}"
    )
    assert [text for text in judged if text not in used] == []
    assert judged == sorted(judged)
