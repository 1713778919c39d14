"""The kinds of letters that this project writes, in one table: what each is called and how it is
treated.

A floor adds the rows of the letters that it writes (`register`, called by its AppConfig). A new
letter needs a row and its templates; nothing else has a list of kinds.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter. `name` is what a stored email keeps, `label` what organisers read,
    `owner` the label of the app that writes it."""

    name: str
    label: str | Promise
    owner: str
    # It has templates of ours: templates/emails/<owner>/<name>.{subject.txt,txt,html}.
    has_templates: bool = True
    # A program writes it without an organiser's click: by a daily rule, or in answer to somebody's
    # own form. "Auto-Submitted" tells mailboxes to send no out-of-office note back (RFC 3834, 5).
    # After an organiser's click such a note is welcome: it says that the minister is abroad.
    is_automatic: bool = False
    # It is no personal matter, so its recipient may ask for no more of them (RFC 8058).
    may_be_unsubscribed: bool = False
    # Of what sort of letters they may then have no more (an Unsubscription.About).
    unsubscribed_from: str = "reminders"
    # Its reader could act as its recipient: only superusers read it, nobody edits or repeats it.
    is_secret: bool = False
    # What it brings is shown to no organiser: not even by a demonstration, which shows the links of
    # its letters because it sends none. There, the page says it to whoever asked for it.
    is_never_shown: bool = False
    # Only superusers see even that there is one.
    is_hidden: bool = False
    # Its recipient has just asked for it and waits: it is not put on hold for a blocked address.
    is_urgent: bool = False
    # It asks for an answer, and is of no use once the answer is there.
    asks_for_an_answer: bool = False
    # It brings a seat's personal link for the first time, or a new one.
    brings_the_link: bool = False
    # It tells of a change that the recipient's calendar may not show yet.
    announces_a_change: bool = False

    @property
    def template(self) -> str:
        """The path of its templates below templates/, without the endings."""
        return f"emails/{self.owner}/{self.name}"


class UnknownLetterKindError(LookupError):
    """No floor has registered a kind of this name."""


_kinds: dict[str, LetterKind] = {}


def register(*kinds: LetterKind) -> None:
    """Add rows to the table. Raises ImproperlyConfigured where a name is taken already."""
    for kind in kinds:
        if kind.name in _kinds:
            raise ImproperlyConfigured(
                f"The kind of letter {kind.name!r} of {kind.owner} is registered already, "
                f"by {_kinds[kind.name].owner}."
            )
        _kinds[kind.name] = kind


def get(name: str) -> LetterKind:
    """The row of this name. Raises UnknownLetterKindError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownLetterKindError(
            f"There is no kind of letter {name!r}. The app that writes it must register it; see "
            "dialogue.mail.letter_kinds."
        ) from None


def all_kinds() -> list[LetterKind]:
    """All rows, in the order in which they were registered."""
    return list(_kinds.values())


def names(condition: Callable[[LetterKind], bool]) -> list[str]:
    """The names of the kinds that meet a condition, for a query over stored emails."""
    return [kind.name for kind in _kinds.values() if condition(kind)]


def label(name: str) -> str:
    """What organisers read for a stored kind: also for one that no version writes any more."""
    return str(_kinds[name].label) if name in _kinds else name


TEST = LetterKind("test", _("test letter"), "mail", has_templates=False)
FAILURE_NOTICE = LetterKind(
    "failure_notice", _("notice to the organisers"), "mail", is_automatic=True
)
KINDS = [TEST, FAILURE_NOTICE]
