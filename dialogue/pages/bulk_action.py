"""What organisers do with one or many rows of a list: a page that shows what would happen and to
whom, and asks; a POST does it. Looking changes nothing.

Each kind of row has a subclass of BulkAction, which says which rows are meant and what the page
shows of them. The actions themselves are instances, in the room of their capability; the admin
class of the list collects them, in the order of its buttons.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from dialogue.models import Dialogue
from dialogue.pages.base import render_page, require_permission
from dialogue.pages.selection import back_to_list, chosen_keys, list_came_from, way_back

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The rows that were chosen, and those of them with which it can be done: a query, or a sequence.
Chosen = TypeVar("Chosen", bound=QuerySet)
Legal = TypeVar("Legal", bound=QuerySet | Sequence[Any])


@dataclass(frozen=True, kw_only=True)
class BulkAction(ABC, Generic[Chosen, Legal]):
    """One thing that can be done with rows of a list: its name in addresses, the question of its
    page and the words on its button."""

    name: str
    question: "StrOrPromise"
    button: "StrOrPromise"
    # Whether the rows stay ticked afterwards, for the step that usually follows.
    keeps_ticks: bool = True

    model: ClassVar[type[Model]]
    permission: ClassVar[str]
    template: ClassVar[str]

    @abstractmethod
    def chosen(self, request: HttpRequest, keys: list[int]) -> Chosen:
        """The rows that were ticked, as far as this organiser may see them."""

    @abstractmethod
    def legal(self, request: HttpRequest, chosen: Chosen) -> Legal:
        """Those of the chosen rows with which it can be done now."""

    @abstractmethod
    def preview(
        self, request: HttpRequest, chosen: Chosen, legal: Legal, form: Form | None
    ) -> dict[str, Any]:
        """What the page shows before anything is done."""

    @abstractmethod
    def carry_out(self, request: HttpRequest, legal: Legal, form: Form | None) -> str | None:
        """Do it, and say what was done; or return the address of a page that will. `form` is
        valid."""

    def form(self, request: HttpRequest, legal: Legal) -> Form | None:
        """What is asked besides; bound where something was typed."""
        return None

    def obstacle(self, request: HttpRequest) -> str:
        """Why this organiser cannot do it at all, if so."""
        return ""

    def dialogue_of(self, legal: Legal) -> Dialogue | None:
        """The dialogue on whose clock the page is."""
        return legal[0].dialogue if legal else None

    def keys(self, request: HttpRequest) -> list[int]:
        """The rows that the request names."""
        return chosen_keys(request)

    def way_out(self, keys: Sequence[int]) -> str:
        """Where “No, go back” leads where these rows were not ticked on a list."""
        return way_back(self.model, keys)

    def address_afterwards(self, request: HttpRequest, chosen: Chosen) -> str:
        """The one row, or the list."""
        return way_back(self.model, list(chosen.values_list("pk", flat=True)))

    def query_afterwards(self, query: str, chosen: Chosen) -> str:
        """That of the list on which the rows were ticked, once it is done."""
        return query

    def page(
        self, request: HttpRequest, keys: list[int] | None = None, query: str | None = None
    ) -> HttpResponse:
        """Ask; on a confirmed POST, do it. Rows are named by `keys` or by the request. `query` is
        that of the list on which they were ticked: the way back leads there."""
        require_permission(request, self.permission)
        # At the list's own address a way back that ends in # would lead nowhere: its link ticks.
        is_at_list, keys = query is not None, keys or self.keys(request)
        query = list_came_from(request) if query is None else query
        back = self.way_out(keys)
        if query is not None:
            back = back_to_list(self.model, query, [] if is_at_list else keys)
        chosen = self.chosen(request, keys)
        legal, obstacle = self.legal(request, chosen), self.obstacle(request)
        with timezone.override(dialogue.tz if (dialogue := self.dialogue_of(legal)) else None):
            form = self.form(request, legal)
            is_confirmed = "confirmed" in request.POST and not obstacle
            if is_confirmed and (form is None or form.is_valid()):
                if elsewhere := self.carry_out(request, legal, form):
                    return redirect(elsewhere)
                if query is None:
                    return redirect(self.address_afterwards(request, chosen))
                query = self.query_afterwards(query, chosen)
                ticked = keys if self.keeps_ticks else []
                return redirect(back_to_list(self.model, query, ticked))
            return render_page(
                request,
                self.template,
                self.model,
                self.question,
                action=self,
                form=form,
                obstacle=obstacle,
                list_query=query,
                back=back,
                ticked=keys if is_at_list else [],
                **self.preview(request, chosen, legal, form),
            )


def page_of(actions: Iterable[BulkAction]) -> Callable[[HttpRequest, str], HttpResponse]:
    """The view of the pages of all these actions, for an address with <slug:name>."""
    by_name = {action.name: action for action in actions}

    def bulk_action_page(request: HttpRequest, name: str) -> HttpResponse:
        if name not in by_name:
            raise Http404
        return by_name[name].page(request)

    return bulk_action_page


def list_action(action: BulkAction) -> Callable[..., HttpResponse]:
    """`action` as an admin class takes it: it leads to the page for the ticked rows."""

    @admin.action(description=action.button, permissions=["change"])
    def ask(modeladmin: admin.ModelAdmin, request: HttpRequest, rows: QuerySet) -> HttpResponse:
        keys = list(rows.values_list("pk", flat=True))
        return action.page(request, keys, request.GET.urlencode())

    ask.__name__ = list_name(action)
    return ask


def list_name(action: BulkAction) -> str:
    """What the list calls it: "send_back"."""
    return action.name.replace("-", "_")
