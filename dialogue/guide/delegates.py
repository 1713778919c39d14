"""Which part of the delegates' guide explains which page behind a personal link."""

from collections.abc import Mapping

_anchors: dict[str, str] = {}


def register(pages: Mapping[str, list[str]]) -> None:
    """{anchor: names of addresses}. Raises ValueError for a page that has an anchor already."""
    for anchor, names in pages.items():
        for name in names:
            if name in _anchors:
                raise ValueError(f"Two parts explain “{name}”.")
            _anchors[name] = anchor


def anchor_of(page: str) -> str:
    """The part that explains this page; "" is the guide's beginning."""
    return _anchors.get(page, "")


def explained() -> dict[str, str]:
    """{name of a page: anchor}, for the tests."""
    return dict(_anchors)
