"""A page of a list in the admin site, at a cost that does not grow with the list."""

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from dialogue.pages.empty_lists import NextStep, next_step


class ListPage(ChangeList):
    """Django's list sorts all its rows in full, with everything that they are related to, and shows
    fifty of them. This one sorts keys, and reads the rows whose keys are on the page. One query
    more, and one less where nothing but the rows that are listed is counted. Without rows it says
    where they come from."""

    next_step: NextStep | None = None

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        keys = list(self.result_list.values_list("pk", flat=True))
        self.result_list = self.queryset.filter(pk__in=keys)
        self.next_step = None if keys else next_step(request, self)
