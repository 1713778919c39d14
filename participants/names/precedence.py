"""Protocol: the order of countries."""

from functools import cache

from django.db.models import Case, IntegerField, Value, When
from django.utils import translation
from django_countries import countries

# ASEAN order is the English alphabet of the member states' names as the Secretariat writes them;
# Timor-Leste has been a member since 26 October 2025. It stays the same in every language.
ASEAN_MEMBERS = ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN"]


@cache
def country_order() -> list[str]:
    """All ISO 3166-1 alpha-2 codes in protocol order: ASEAN, then the English alphabet."""
    with translation.override("en"):
        others = [code for code, _name in countries if code not in ASEAN_MEMBERS]
    return ASEAN_MEMBERS + others


def country_rank(field: str) -> Case:
    """An expression for a query: the rank in `country_order`, from 0, of the country code in
    `field` (a field's name, with `__` through relations); unknown codes come last."""
    order = country_order()
    return Case(
        *[When(**{field: code}, then=Value(rank)) for rank, code in enumerate(order)],
        default=Value(len(order)),
        output_field=IntegerField(),
    )
