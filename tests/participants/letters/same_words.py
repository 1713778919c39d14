"""Whether the text and the HTML of a letter say the same."""

from bs4 import BeautifulSoup

from dialogue.mail.edited_html import words, words_of
from dialogue.mail.models import OutgoingMail


def says_the_same(letter: OutgoingMail) -> bool:
    """Whether text and HTML have the same words in the same order; the HTML shows the notice about
    the dialogue's status in its frame."""
    whole = words(letter.text)
    for notice in BeautifulSoup(letter.html, "html.parser").find_all(class_="notice"):
        whole = whole.replace(words(notice.get_text()), "", 1)
    return words_of(letter.html) == whole
