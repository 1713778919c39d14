"""In which category of the dialogue the person of a row is invited: as the list or the organiser
says it, else as the institution of somebody new proposes. Two queries."""

from django.utils.translation import gettext as _

from dialogue.models import Dialogue
from participants.models import Category, Invitation
from participants.people.spreadsheets import kinds
from participants.people.spreadsheets.outcomes import Outcome
from participants.people.spreadsheets.sheets import fold_name

NONE = "-"  # what the organiser chooses for whoever is to get no draft


class Categories:
    """`by_name` are the categories by any folded name, None without a dialogue; `invited` the keys
    of those who have an active invitation. With `proposes`, institutions tell what they are."""

    def __init__(self, dialogue: Dialogue | None, *, proposes: bool) -> None:
        self.by_name: dict[str, Category] | None = None
        self.invited: set[int] = set()
        self.of_kind: dict[str, Category] = {}
        if dialogue is None:
            return
        categories = list(dialogue.categories.all())
        self.by_name = {
            fold_name(getattr(one, name) or ""): one
            for one in categories
            for name in ["name_en", "name_vi", "slug"]
        }
        active = Invitation.objects.filter(dialogue=dialogue).active()
        self.invited = set(active.values_list("person_id", flat=True)) - {None}
        if proposes:
            self.of_kind = kinds.category_of_each(categories)

    def put_into(self, outcome: Outcome, *, is_new: bool) -> str:
        """Set what the row gets; return why it cannot, or ""."""
        if self.by_name is None:
            return ""
        text, is_invited = outcome.row.cells.get("category"), outcome.person.pk in self.invited
        if not text and is_new and "category" not in outcome.row.problems:
            outcome.category = self.of_kind.get(kinds.kind_of(outcome.person.organisation))
            outcome.is_proposed = outcome.category is not None
        if outcome.is_proposed:
            return ""
        if not text or text == NONE:
            outcome.lacks_category = not is_invited
            return ""
        category = self.by_name.get(fold_name(text))
        if category is None:
            offered = ", ".join(dict.fromkeys(map(str, self.by_name.values())))
            problem = _("The dialogue has no category “%(value)s”. Enter one of: %(choices)s.")
            return problem % {"value": text, "choices": offered}
        if not is_invited:
            outcome.category = category
        return ""
