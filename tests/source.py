"""The project's source as data, for the tests that hold the house rules.

A rule is a function `rule(path, tree)` that yields (node, what is wrong).
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["agenda", "participants", "dialogue"]  # each may import from those to its right


def modules(folders=FLOORS):
    """{"agenda/feeds.py": source} of everything we wrote in these folders."""
    return {
        str(path.relative_to(ROOT)): path.read_text()
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def example(source, path="participants/example.py"):
    """A bad example, in the shape that `modules` has."""
    return {path: source}


def complaints(rule, sources=None):
    """All that a rule finds, as ["path:line: what is wrong"]."""
    return [
        f"{path}:{node.lineno}: {what}"
        for path, source in (sources or modules()).items()
        for node, what in rule(path, ast.parse(source))
    ]


def dotted(node):
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


def calls(tree):
    """(node, "dotted.name") for each call."""
    return [(node, dotted(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def imports(tree):
    """(node, "dotted.module") for each import at any depth, `import_module("…")` included.

    `from a import b` gives "a" and "a.b", for b may be a module.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield node, base
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)
    for node, name in calls(tree):
        by_string = name.split(".")[-1] in {"import_module", "import_string", "__import__"}
        if by_string and node.args and isinstance(node.args[0], ast.Constant):
            yield node, str(node.args[0].value)
