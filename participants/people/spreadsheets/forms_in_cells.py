"""Forms of address in the cells for names: they count as what they are. Pure."""

from django.utils.translation import gettext as _

from participants.names import forms_in_names

COLUMNS = ["form_of_address_en", "form_of_address_vi"]


def read_out(cells: dict[str, str], problems: dict[str, list[str]]) -> None:
    """Put "Dr", typed before a name, into the row's form of address; note a problem where the row
    has another. `cells` is {column: text}, `problems` {column: sentences}."""
    for name in ["family_name", "given_name"]:
        form, rest = forms_in_names.split(cells.get(name, ""))
        if not form:
            continue
        known = [cells.get(column, "") for column in COLUMNS]
        both = forms_in_names.merged(form, *known)
        if both is None:
            text = _("“%(form)s” is no part of the name: “%(known)s” is the form of address.")
            problems[name] = [text % {"form": form, "known": known[0] or known[1]}]
            continue
        cells |= {column: new for column, new in zip(COLUMNS, both, strict=True) if new}
        cells[name] = rest
        if not rest:
            del cells[name]
