"""The shape of the house: which floor imports which, who guards each view, how long a module is.

Each rule is first shown to complain about bad examples. See tests/test_house_rules.py for more.
"""

import ast
import re
from pathlib import Path

import pytest
from django.template import engines
from django.urls import get_resolver

from tests.addresses import patterns
from tests.source import FLOORS, complaints, dotted, example, imports, modules, parse, templates

LONGEST_MODULE = 300  # lines
# Modules that are longer for a reason: {"path": "the reason"}.
LONGER = {}
# Packages that are in a circle for now.
IN_A_CIRCLE: set[str] = set()

# Floors


def imports_upward(path, tree):
    floor = FLOORS.index(path.split("/")[0])
    for node, name in imports(tree):
        top = name.split(".")[0]
        if name.startswith("."):
            yield node, "imports by a relative name; write it in full"
        elif top in FLOORS[:floor]:
            yield node, f"{FLOORS[floor]} must not import {top}"
        elif top == "tests":
            yield node, "the project must not import its tests"


@pytest.mark.parametrize(
    "source",
    [
        "import agenda.feeds",
        "from agenda import feeds",
        "def late():\n    from agenda.models import Session",
        "if TYPE_CHECKING:\n    import agenda",
        "from .. import agenda",
        "importlib.import_module('agenda.feeds')",
        "import_string('agenda.feeds.whole')",
        "from tests import factories",
    ],
)
def test_an_upward_import_is_noticed_wherever_it_is(source):
    assert complaints(imports_upward, example(source))


def test_imports_to_the_right_and_of_libraries_are_allowed():
    source = "import django\nfrom dialogue import ical\nfrom participants.models import Person"
    assert not complaints(imports_upward, example(source))


def test_agenda_imports_participants_imports_dialogue_and_never_the_other_way():
    assert complaints(imports_upward) == []


def import_graph(sources):
    """{module: modules that it imports}"""
    paths = {path[:-3].replace("/", ".").removesuffix(".__init__"): path for path in sources}
    return {
        name: {target for _node, target in imports(parse(sources[path])) if target in paths}
        for name, path in paths.items()
    }


def package_of(module):
    """The room of a module, "agenda.feeds": the first two parts of its name. Mail is an app of its
    own and counts as one room, and so does what lies beside the rooms."""
    return ".".join(module.split(".")[:2])


def package_graph(sources):
    """{package: packages that its modules import}"""
    graph = {}
    for module, targets in import_graph(sources).items():
        graph.setdefault(package_of(module), set()).update(map(package_of, targets))
    return graph


def circles_in(graph):
    """Circles in {name: names that it imports}, each as the list of its names."""
    circles, finished = [], set()

    def visit(name, trail):
        if name in trail:
            circles.append([*trail[trail.index(name) :], name])
        elif name not in finished:
            for target in sorted(graph[name] - {name}):
                visit(target, [*trail, name])
            finished.add(name)

    for name in sorted(graph):
        visit(name, [])
    return circles


def import_circles(sources):
    return circles_in(import_graph(sources))


def package_circles(sources):
    return circles_in(package_graph(sources))


def test_a_circle_of_imports_is_noticed_also_inside_functions():
    sources = {
        "agenda/a.py": "from agenda import b",
        "agenda/b.py": "def late():\n    import agenda.a",
    }
    assert import_circles(sources) == [["agenda.a", "agenda.b", "agenda.a"]]


def test_no_modules_import_each_other_in_a_circle():
    assert import_circles(modules()) == []


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        (
            {
                "agenda/feeds/views.py": "from agenda.public import dialogues",
                "agenda/public/views.py": "from agenda.feeds.http_cache import serve",
                "agenda/public/dialogues.py": "",
                "agenda/feeds/http_cache.py": "",
            },
            ["agenda.feeds", "agenda.public", "agenda.feeds"],
        ),
        (
            {
                "agenda/a/x.py": "from agenda.b import x",
                "agenda/b/x.py": "",
                "agenda/b/y.py": "def late():\n    from agenda.c import x",
                "agenda/c/x.py": "",
                "agenda/c/deep/y.py": "import agenda.a.x",
            },
            ["agenda.a", "agenda.b", "agenda.c", "agenda.a"],
        ),
        (
            {
                "dialogue/mail/delivery/worker.py": "from dialogue.calendars import ical",
                "dialogue/calendars/ical.py": "from dialogue.mail import outbox",
                "dialogue/mail/outbox.py": "",
            },
            ["dialogue.calendars", "dialogue.mail", "dialogue.calendars"],
        ),
    ],
)
def test_a_circle_of_packages_is_noticed_though_no_modules_make_one(sources, circle):
    assert import_circles(sources) == []
    assert package_circles(sources) == [circle]


def test_packages_that_import_in_one_direction_make_no_circle():
    sources = {
        "agenda/feeds/views.py": "from agenda.public import pages\nfrom agenda.feeds import events",
        "agenda/feeds/events.py": "from dialogue.calendars import ical",
        "agenda/public/pages.py": "from dialogue.calendars import ical",
        "dialogue/calendars/ical.py": "",
    }
    assert package_circles(sources) == []


def test_no_packages_import_each_other_in_a_circle():
    graph = package_graph(modules())
    assert circles_in({name: graph[name] - IN_A_CIRCLE for name in graph}) == []


def test_exceptions_to_the_circles_are_still_needed():
    circles = package_circles(modules())
    assert [name for name in IN_A_CIRCLE if not any(name in circle for circle in circles)] == []


# Views

DOORS = {"public", "link", "organiser"}
OPEN_IN_ADMIN = {"admin:login"}  # it sends people to the sign-in page


def goes_through_admin_view(view):
    """Whether `AdminSite.admin_view` guards a view, or Django's own wrap() that calls it.

    Decorators hold the function they guard in a closure, so the closures are searched.
    """
    waiting, seen = [view], set()
    while waiting:
        function = waiting.pop()
        code = getattr(function, "__code__", None)
        if code is None or function in seen:
            continue
        seen.add(function)
        is_djangos = "/django/contrib/admin/" in code.co_filename
        if is_djangos and (
            code.co_qualname.startswith("AdminSite.admin_view.")
            or code.co_qualname.endswith("get_urls.<locals>.wrap.<locals>.wrapper")
        ):
            return True
        waiting += [cell.cell_contents for cell in function.__closure__ or ()]
    return False


def undeclared(views):
    """The names of those (name, view) that do not say who may come in."""
    return [
        name
        for name, view in views
        if getattr(view, "door", None) not in DOORS
        and not view.__module__.startswith("allauth.")  # listed in tests/test_access.py
        and not (name.startswith(("admin:", "/admin/")) and goes_through_admin_view(view))
        and name not in OPEN_IN_ADMIN
    ]


def test_a_view_that_declares_nothing_is_noticed():
    def anyone(request):
        return None

    assert undeclared([("page", anyone), ("admin:page", anyone)]) == ["page", "admin:page"]


def test_a_door_with_an_unknown_name_is_noticed():
    def anyone(request):
        return None

    anyone.door = "ajar"
    assert undeclared([("page", anyone)]) == ["page"]


def test_every_view_declares_its_access():
    assert undeclared((name, pattern.callback) for name, pattern in patterns()) == []


def test_the_error_pages_declare_their_access():
    resolver = get_resolver()
    doors = {code: resolver.resolve_error_handler(code).door for code in [403, 404, 500]}
    assert doors == {403: "public", 404: "public", 500: "public"}


# Templates

REFERENCE = re.compile(r"""\{%-?\s*(load|include|extends|url)\s+(.*?)\s*-?%\}""", re.DOTALL)
LITERAL = re.compile(r"""^["']([^"']+)["']""")


def floor_of_template(name):
    """Each floor has a folder of its own, also within admin/ and emails/; all else belongs to the
    ground floor."""
    return next((part for part in name.split("/") if part in FLOORS), "dialogue")


def floor_of_library(name):
    module = engines["django"].engine.libraries.get(name, "")
    return module.split(".")[0]


def floor_of_address(name, views):
    """By the model whose page it is in the admin site, or by the module of its view."""
    label = name.removeprefix("admin:").split("_")[0]
    if name.startswith("admin:") and label in FLOORS:
        return label
    return views[name].split(".")[0] if name in views else "nowhere"


def references(source, views):
    """(kind, name, floor) of what a template loads, includes, extends or links to by a plain name;
    the floor is that of ours, or the name of a library."""
    for kind, rest in REFERENCE.findall(source):
        if kind == "load":
            names = rest.rpartition(" from ")[2].split()
            yield from ((kind, name, floor_of_library(name)) for name in names)
        elif found := LITERAL.match(rest):
            name = found[1]
            is_url = kind == "url"
            yield kind, name, floor_of_address(name, views) if is_url else floor_of_template(name)


def looks_up(sources):
    """["template: what it does"] of those that need a floor above their own, or an address that
    there is not."""
    views = {name: pattern.callback.__module__ for name, pattern in patterns()}
    problems = []
    for path, source in sources.items():
        above = FLOORS[: FLOORS.index(floor_of_template(path))]
        for kind, name, floor in references(source, views):
            if floor in above or floor == "nowhere":
                problems.append(f"{path}: {kind} {name} ({floor})")
    return problems


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("participants/answer.html", "{% load agenda %}"),
        ("participants/answer.html", "{% load compare_words from agenda %}"),
        ("participants/answer.html", "{% load i18n dialogue\n agenda %}"),
        ("participants/answer.html", "{% include 'agenda/_topic_list.html' with a=1 %}"),
        ("participants/answer.html", '{% extends "agenda/base.html" %}'),
        ("participants/answer.html", "{% url 'delegate_programme' token %}"),
        ("admin/participants/person/import.html", "{% url 'admin:agenda_topic_changelist' %}"),
        ("admin/participants/person/import.html", '{% include "admin/agenda/_segments.html" %}'),
        ("emails/participants/invitation.txt", "{% load agenda %}"),
        ("emails/mail/base.html", "{% load participants %}"),
        ("admin/index.html", "{% load participants %}"),
        ("admin/index.html", "{% url 'admin:reserve' dialogue.pk %}"),
        ("base.html", "{% url 'answer' token=token %}"),
        ("base.html", "{% url 'no_such_address' %}"),
    ],
)
def test_a_template_that_looks_up_is_noticed(path, source):
    assert len(looks_up({path: source})) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("agenda/topic.html", "{% load agenda participants dialogue %}"),
        ("agenda/topic.html", "{% url 'answer' token %}{% url 'home' %}"),
        ("participants/answer.html", "{% load cache crispy_forms_tags i18n %}"),
        ("admin/participants/person/import.html", '{% extends "admin/base_site.html" %}'),
        ("admin/participants/person/import.html", "{% url opts|admin_urlname:'changelist' %}"),
        ("base.html", "{% url 'account_login' %}"),
    ],
)
def test_a_template_may_look_down_and_at_libraries(path, source):
    assert looks_up({path: source}) == []


def test_no_template_needs_a_floor_above_its_own():
    assert looks_up(templates()) == []


# Verbs and commands

PAGES_AND_FORMS = re.compile(
    r"(^|\.)(forms|\w+_forms?|pages|\w+_pages?|views|links|admin|bulk_actions?)(\.|$)"
)
REQUESTS = {"request", "POST", "data"}


def names_pages_or_forms(name):
    ours = name.split(".")[0] in FLOORS
    return (ours and PAGES_AND_FORMS.search(name)) or name.startswith("django.forms")


def verbs_of_forms(path, tree):
    """A module that changes rows inside a transaction of its own, and is no page, takes models and
    values: it imports neither forms nor pages, and no function takes a request."""
    module = path.removesuffix(".py").replace("/", ".")
    if PAGES_AND_FORMS.search(module) or ".management." in module:
        return
    if not any(
        dotted(decorator) == "transaction.atomic"
        for node in ast.walk(tree)
        for decorator in getattr(node, "decorator_list", [])
    ):
        return
    for node, name in imports(tree):
        if names_pages_or_forms(name):
            yield node, f"a verb imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            for argument in arguments:
                if argument.arg in REQUESTS:
                    yield node, f"the verb {node.name} takes {argument.arg}"


@pytest.mark.parametrize(
    "source",
    [
        "from participants.workflow.nomination_forms import NominationForm",
        "from participants.workflow import nomination_forms",
        "from participants.delegates import forms",
        "from participants.people.import_page import forget_uploads",
        "from participants.links.personal_pages import personal_page",
        "from django import forms",
        "def late():\n    from participants.seating import pages",
        "def save(invitation, data):\n    pass",
        "def save(request):\n    pass",
    ],
)
def test_a_verb_that_knows_forms_pages_or_requests_is_noticed(source):
    verb = f"@transaction.atomic\ndef act():\n    pass\n\n{source}"
    assert complaints(verbs_of_forms, example(verb, "participants/workflow/verbs.py"))


@pytest.mark.parametrize("path", ["participants/workflow/forms.py", "agenda/day/day_page.py"])
def test_pages_and_forms_may_know_each_other(path):
    source = "from django import forms\n@transaction.atomic\ndef page(request):\n    pass"
    assert not complaints(verbs_of_forms, example(source, path))


def test_verbs_know_neither_forms_nor_pages_nor_requests():
    assert complaints(verbs_of_forms) == []


def commands_of_pages(path, tree):
    if "/management/" not in path:
        return
    for node, name in imports(tree):
        if names_pages_or_forms(name):
            yield node, f"a command imports {name}"


@pytest.mark.parametrize(
    "source",
    [
        "from participants.people.import_page import forget_uploads",
        "from participants.people import import_page",
        "from agenda.feeds import views",
    ],
)
def test_a_command_that_imports_a_page_is_noticed(source):
    path = "participants/management/commands/forget.py"
    assert complaints(commands_of_pages, example(source, path))
    assert not complaints(commands_of_pages, example(source, "participants/people/pages.py"))


def test_commands_import_no_pages():
    assert complaints(commands_of_pages) == []


# Sizes and names


def too_long(sources):
    """["path: lines"] of those that are asking to be two; migrations are what Django wrote."""
    lengths = {path: len(source.splitlines()) for path, source in sources.items()}
    return [
        f"{path}: {length} lines"
        for path, length in lengths.items()
        if length > LONGEST_MODULE and "/migrations/" not in path and path not in LONGER
    ]


def test_a_long_module_is_noticed_and_a_long_migration_is_not():
    long = "pass\n" * (LONGEST_MODULE + 1)
    sources = {"agenda/long.py": long, "agenda/migrations/0001_long.py": long}
    assert too_long(sources) == [f"agenda/long.py: {LONGEST_MODULE + 1} lines"]


def test_no_module_is_longer_than_a_reader_can_hold():
    assert too_long(modules()) == []


def test_exceptions_to_the_length_are_still_needed():
    sources = modules()
    lengths = {path: len(sources.get(path, "").splitlines()) for path in LONGER}
    assert [path for path, length in lengths.items() if length <= LONGEST_MODULE] == []


def test_there_is_no_drawer_for_odds_and_ends():
    paths = [Path(path) for path in modules([*FLOORS, "tests"])]
    assert [path for path in paths if {"utils", "utils.py"} & {*path.parts}] == []
