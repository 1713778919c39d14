"""What a page shows and a letter says, as tests read it."""

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse

from dialogue.mail import sealing
from dialogue.mail.models import OutgoingMail


def page(response: HttpResponse, status: int = 200) -> str:
    """The source of a page, which was answered with this status."""
    assert response.status_code == status
    return response.content.decode()


def soup(response: HttpResponse, status: int = 200) -> BeautifulSoup:
    """The elements of a page, which was answered with this status."""
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(node: Tag) -> str:
    """The words of an element, each line end and run of spaces as one space."""
    return " ".join(node.get_text(" ").split())


def text_of(response: HttpResponse, status: int = 200) -> str:
    """The words of a page, which was answered with this status."""
    return words(soup(response, status))


def content_of(page: BeautifulSoup) -> str:
    """The words of the main part of a page in the admin site, as the source joins them."""
    return " ".join(page.select_one("#content").text.split())


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


def unsealed(mail: OutgoingMail) -> sealing.Opened:
    """The parts of a stored email as its recipient gets them, with what opens something."""
    return sealing.opened(mail)
