"""The project's source as data, for the tests that hold the house rules.

A rule is a function `rule(path, tree)` that yields (node, what is wrong).
"""

import ast
import functools
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["agenda", "participants", "dialogue"]  # each may import from those to its right

Rule = Callable[[str, ast.Module], Iterable[tuple[ast.AST, str]]]

# Every rule reads the whole project; a file is read, parsed and walked once a run, not once a rule.
_read = functools.cache(Path.read_text)
parse = functools.cache(ast.parse)


def modules(folders: Iterable[str] = FLOORS) -> dict[str, str]:
    """{"agenda/feeds.py": source} of everything we wrote in these folders."""
    return {
        str(path.relative_to(ROOT)): _read(path)
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def templates(suffixes: Iterable[str] = (".html", ".txt")) -> dict[str, str]:
    """{"agenda/topic.html": source} of every template that we wrote and whose name ends so; without
    suffixes, of Django's, which leaves out style sheets and Typst."""
    folder = ROOT / "templates"
    return {
        str(path.relative_to(folder)): _read(path)
        for path in sorted(folder.rglob("*"))
        if path.suffix in suffixes
    }


def example(source: str, path: str = "participants/example.py") -> dict[str, str]:
    """A bad example, in the shape that `modules` has."""
    return {path: source}


def complaints(rule: Rule, sources: dict[str, str] | None = None) -> list[str]:
    """All that a rule finds, as ["path:line: what is wrong"]; a rule must not change the tree."""
    return [
        f"{path}:{node.lineno}: {what}"
        for path, source in (sources or modules()).items()
        for node, what in rule(path, parse(source))
    ]


def dotted(node: ast.AST) -> str:
    """The text of a chain of names, attributes and calls: "Dialogue.objects.filter.update"."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Subscript):
        return dotted(node.value)
    return ""


@functools.cache
def calls(tree: ast.AST) -> list[tuple[ast.Call, str]]:
    """(node, "dotted.name") for each call."""
    return [(node, dotted(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call)]


@functools.cache
def imports(tree: ast.AST) -> list[tuple[ast.AST, str]]:
    """(node, "dotted.module") for each import at any depth, `import_module("…")` included.

    `from a import b` gives "a" and "a.b", for b may be a module.
    """
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            found += [(node, base), *((node, f"{base}.{alias.name}") for alias in node.names)]
    for node, name in calls(tree):
        by_string = name.split(".")[-1] in {"import_module", "import_string", "__import__"}
        if by_string and node.args and isinstance(node.args[0], ast.Constant):
            found.append((node, str(node.args[0].value)))
    return found
