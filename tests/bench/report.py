"""What was measured, beside the budgets of the design, as lines for a terminal."""

from typing import NamedTuple


class Page(NamedTuple):
    """What one page costs: database queries and milliseconds with nothing cached, and both when it
    was asked for a moment ago; of a list, how many rows it showed."""

    queries: int
    again: int
    cold: float
    warm: float
    rows: int | None = None


MOST_GROWTH = 1.5  # from few rows to many, of a page that shows as many as before


def is_list(what):
    """Whether this page is a list of the admin site."""
    return what.startswith("list:")


def verdict(value, budget, *, at_most=True):
    """ "within", "over" or, where there is no budget, ""."""
    if budget is None:
        return ""
    return "within" if (value <= budget if at_most else value >= budget) else "over"


def table(title, heads, rows):
    """Print rows of texts under their heads, numbers to the right."""
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    print(f"\n{title}\n")
    for row in [heads, ["─" * width for width in widths], *rows]:
        first, *others = [
            text.ljust(width) if place in {0, len(row) - 1} else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(["", first, *others]).rstrip())


def requests_table(rows, rounds):
    """`rows`: (what, bytes, requests/s, bare requests/s, their ratio, the server's CPU ms per
    request, the same for bare, least ratio)."""
    table(
        f"Requests, two clients at once, medians of {rounds} rounds",
        ["what", "bytes", "per s", "bare", "CPU ms", "bare", "ratio", "budget", ""],
        [
            [
                what,
                f"{size:,}",
                f"{rate:,.0f}",
                f"{bare:,.0f}",
                f"{cost:.2f}",
                f"{bare_cost:.2f}",
                f"{ratio:.2f}",
                f"≥ {least:.2f}" if least else "",
                verdict(ratio, least, at_most=False),
            ]
            for what, size, rate, bare, ratio, cost, bare_cost, least in rows
        ],
    )


def everyday_table(rows, rounds):
    """`rows`: everyday.Everyday."""
    table(
        f"The everyday, in the server's processor time, medians of {rounds} rounds",
        ["what", "bytes", "CPU ms", "bare", "bare requests", "budget", ""],
        [
            [
                row.what,
                f"{row.size:,}",
                f"{row.cost:.2f}",
                f"{row.bare:.2f}",
                f"{row.ratio:.1f}",
                f"≤ {row.most}",
                verdict(row.ratio, row.most),
            ]
            for row in rows
        ],
    )


def values_table(rows):
    """`rows`: (what, value, unit, most)."""
    table(
        "Times and memory",
        ["what", "measured", "budget", ""],
        [
            [
                what,
                f"{value:,.{0 if value >= 100 else 2}f} {unit}",
                f"≤ {most:g} {unit}" if most else "",
                verdict(value, most),
            ]
            for what, value, unit, most in rows
        ],
    )


def queries_table(small, large, one_page, sizes, most, most_warm):
    """`small` and `large`: {what: Page} at the two sizes, `one_page` the same of lists that have as
    many rows as a page shows. A list may take 15 queries, the front page when it was asked for
    before. `most` and `most_warm`: {what: milliseconds at the large size}.

    What a page shows may cost; what it does not show may not. So a list grows from its full page,
    the front page and the answer form, which show as much at any size, from the small one.
    """
    rows = []
    for what, few in small.items():
        many, before = large[what], one_page.get(what, few)
        may_not_grow = is_list(what) or what in {"admin front page", "answer form"}
        growth = many.warm / before.warm
        limited = many.again if what == "admin front page" else many.queries
        is_limited = is_list(what) or what == "admin front page"
        budgets = ["the same", "≤ 15" if is_limited else ""]
        budgets += [f"≤ {most[what]} ms" if what in most else ""]
        budgets += [f"≤ {most_warm[what]} ms warm" if what in most_warm else ""]
        budgets += [f"≤ {MOST_GROWTH:g} times" if may_not_grow else ""]
        is_within = (
            (few.queries, few.again) == (many.queries, many.again)
            and (limited <= 15 or not is_limited)
            and many.cold <= most.get(what, many.cold)
            and many.warm <= most_warm.get(what, many.warm)
            and (growth <= MOST_GROWTH or not may_not_grow)
        )
        times = [few.cold, many.cold, few.warm, before.warm, many.warm]
        rows.append(
            [
                what,
                f"{few.queries}/{few.again}",
                f"{many.queries}/{many.again}",
                *(f"{milliseconds:,.1f}" for milliseconds in times),
                _shown(before.rows, many.rows),
                f"{growth:.2f}" if may_not_grow else "",
                ", ".join(filter(None, budgets)),
                "within" if is_within else "over",
            ]
        )
    heads = ["what", "few", "many", "ms, few", "many", "warm, few", "a page", "many", "rows"]
    table(
        "Queries, ms with nothing cached and warm: few rows "
        f"({sizes[0]}), a page of each list ({sizes[1]}), many ({sizes[2]}); "
        "rows shown, and growth from a page to many",
        [*heads, "growth", "budget", ""],
        rows,
    )


def _shown(before, now):
    """How many rows a list showed; where it is not the same, both."""
    if now is None:
        return ""
    return f"{now}" if before == now else f"{before} → {now}"
