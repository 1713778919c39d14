"""What a page shows, as tests read it."""

from bs4 import BeautifulSoup


def filled_form(page: str | bytes) -> dict[str, str | list[str]]:
    """{field: value} of the admin form on a page, as a browser would send it unchanged."""
    form = BeautifulSoup(page, "html.parser").select_one("#content form[method=post]")
    data = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type", field.name)
        if kind == "select":
            data[name] = [option["value"] for option in field.select("option[selected]")]
        elif kind == "textarea":
            data[name] = field.text.removeprefix("\n")
        elif kind not in {"checkbox", "radio", "submit"} or field.has_attr("checked"):
            data[name] = field.get("value", "on" if kind == "checkbox" else "")
    return data
