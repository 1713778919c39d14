"""The edges of fields can be seen, by day and by night: 3 to 1 against their ground (WCAG 2.2,
1.4.11), in the admin site and on public pages."""

import re

import pytest
from django.conf import settings

# What fields of the admin site stand on, by day and by night.
WHITE, BLACK = ["#ffffff", "#f8f8f8"], ["#121212", "#212121"]


def style(name):
    return (settings.BASE_DIR / "static" / "dialogue" / name).read_text(encoding="utf-8")


def values(text, variable):
    return re.findall(rf"{variable}: (#[0-9a-f]{{3,6}})\b", text)


def luminance(colour):
    """Relative luminance (WCAG 2.2, definitions)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_faint_edges_are_noticed():
    assert contrast("#cccccc", "#ffffff") < 3
    assert contrast("#353535", "#121212") < 3
    assert round(contrast("#000", "#fff")) == 21


@pytest.mark.parametrize("ground", [*WHITE, *BLACK])
def test_fields_of_the_admin_site_have_edges(ground):
    edges = values(style("admin.css"), "--border-color")
    assert len(edges) == 3  # by day, and by night as the system or the organiser says
    assert all(contrast(edge, ground) >= 3 for edge in edges)


@pytest.mark.parametrize("scheme", [0, 1])
def test_fields_of_public_pages_have_edges(scheme):
    text = style("site.css")
    edge = values(text, "--line")[scheme]
    for ground in ["--paper", "--shade"]:
        assert contrast(edge, values(text, ground)[scheme]) >= 3
