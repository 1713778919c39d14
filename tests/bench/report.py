"""What was measured, beside the budgets of the design, as lines for a terminal."""


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


def queries_table(small, large, sizes):
    """`small` and `large`: {what: (queries, milliseconds)} at the two sizes; what begins with
    "list" may take 15 queries."""
    table(
        f"Database queries, nothing cached, few rows ({sizes[0]}) and many ({sizes[1]})",
        ["what", "few", "many", "ms, few", "ms, many", "budget", ""],
        [
            [
                what,
                str(small[what][0]),
                str(large[what][0]),
                f"{small[what][1]:,.1f}",
                f"{large[what][1]:,.1f}",
                "the same" + (", ≤ 15" if what.startswith("list") else ""),
                "within"
                if small[what][0] == large[what][0]
                and (large[what][0] <= 15 or not what.startswith("list"))
                else "over",
            ]
            for what in small
        ],
    )
