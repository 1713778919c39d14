"""Countries as a column and a filter of the admin site's lists, and those that are not offered."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from dialogue.access.open_rows import open_to
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.models import HiddenCountry, Invitation, Organisation, Person
from participants.names.precedence import country_order


class CountryFilter(admin.SimpleListFilter):
    """The countries that occur, in protocol order. Of invitations, those of all people: which of
    them are invited, only a look at each invitation would say."""

    title = _("country")
    parameter_name = "country"

    def lookups(self, request, model_admin):
        model = Person if model_admin.model is Invitation else model_admin.model
        rows = open_to(request.user, model.objects.all())
        used = set(rows.order_by().values_list(self.field(model), flat=True).distinct())
        return [(code, countries.name(code)) for code in country_order() if code in used]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(**{self.field(queryset.model): self.value()})

    def field(self, model):
        fields = {Invitation: "person__listed_country", Person: "listed_country"}
        return fields.get(model, "country")


class CountryColumn:
    """The country by name. As a plain field, Django would list all countries again for each row."""

    @admin.display(description=_("country"), ordering="country")
    def country_name(self, row: Organisation | Person) -> str:
        """Of a person without one, the institution's."""
        return row.home_country.name if isinstance(row, Person) else row.country.name


@admin.register(HiddenCountry)
class HiddenCountryAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    list_display = ["name"]
    ordering = ["country"]

    @admin.display(description=_("country or area"), ordering="country")
    def name(self, row):
        return str(row)
