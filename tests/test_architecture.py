"""The shape of the house: which floor imports which, who guards each view, how long a module is.

Each rule is first shown to complain about bad examples. See tests/test_house_rules.py for more.
"""

from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.addresses import patterns
from tests.source import FLOORS, complaints, example, imports, modules, parse

LONGEST_MODULE = 300  # lines
# Modules that are longer for a reason: {"path": "the reason"}.
LONGER = {}
# Packages that are in a circle for now.
IN_A_CIRCLE = {"participants.workflow"}

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
