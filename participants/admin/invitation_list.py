"""The list of invitations in the admin site, as far as it is not Django's own."""

from django.conf import settings
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from dialogue.desk import chosen
from dialogue.models import Dialogue


def dialogue_filtered_by(request: HttpRequest) -> Dialogue | None:
    """The dialogue that the list is filtered by: the chosen one."""
    return chosen.dialogue(request)


class InvitationList(ChangeList):
    """Django's, which reads of the rows on the page what its columns show: half of the list's time
    went into what they did not."""

    plain = ["status", "invited_at", "reply_by_at", "person__family_name", "person__given_name"]
    plain += ["person__country", "person__listed_country", "person__sorted_under"]
    plain += ["person__in_capitals", "person__addressed_as"]
    translated = ["dialogue__title", "category__name", "person__display_name"]
    translated += ["person__organisation__name", "delegation__organisation__name"]

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        paths = ["dialogue", "category", "person__organisation", "delegation__organisation"]
        names = [f"{name}_{code}" for name in self.translated for code in dict(settings.LANGUAGES)]
        rows = self.result_list.select_related(None).select_related(*paths)
        self.result_list = rows.only(*self.plain, *names)
