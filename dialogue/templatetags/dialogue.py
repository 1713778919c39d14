"""Tags for every page: addresses in the other language, dates and times as people write them."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.db.models import Model
from django.forms import BaseForm, DateTimeField, SplitDateTimeField
from django.template import Context
from django.urls import translate_url
from django.utils import formats, timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dialogue.access.languages import own_name
from dialogue.formats import in_letters
from dialogue.models import Dialogue
from dialogue.pages import slots

register = template.Library()
register.filter("own_name", own_name)


class HasHours(Protocol):
    """What has a beginning and an end, such as a session."""

    starts_at: datetime
    ends_at: datetime


@register.simple_tag(takes_context=True)
def address_in(context: Context, language: str) -> str:
    """The absolute address of the current page in another language."""
    return settings.PUBLIC_URL + _translated(context["request"].path, language)


def _translated(path, language):
    return path if language == translation.get_language() else _translate_url(path, language)


# Addresses do not change while the program runs, and translating one is slow.
_translate_url = lru_cache(maxsize=1024)(translate_url)


@register.inclusion_tag("dialogue/_languages.html", takes_context=True)
def language_links(context: Context, by_query: bool = False) -> dict[str, Any]:
    """Links to the same page in all languages; `by_query`: by ?lang=, where the path names none.
    Where the view names a form (`form_to_keep`, its id) they are buttons that take along what is
    typed in it; of a file only the name, for no page can put a file back into a form."""
    request, current = context["request"], translation.get_language()
    links = []
    for code in dict(settings.LANGUAGES):
        address = f"?lang={code}" if by_query else _translated(request.path, code)
        links.append((code, own_name(code), address, code == current))
    kept = context.get("form_to_keep", "")
    return {"links": links, "form": kept, "holds_file": kept and _holds_file(context)}


@register.simple_tag(takes_context=True)
def is_on_android(context: Context) -> bool:
    """Whether the page is read on an Android device, which knows no webcal: addresses."""
    return "Android" in context["request"].headers.get("User-Agent", "")


def _holds_file(context):
    form = context.get("form")
    return isinstance(form, BaseForm) and form.is_multipart()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, row: Model | None = None) -> SafeString:
    """What the floors above show in this place of a page about `row` (dialogue.pages.slots)."""
    pieces = slots.render(slots.named(name), context, row)
    return format_html_join("\n", "{}", ((piece,) for piece in pieces))


@register.simple_tag
def days(first: date, last: date) -> str:
    """A date, or a range of dates: "2–3 June 2027", "02–03/6/2027"."""
    if first == last:
        return formats.date_format(first, "DATE_FORMAT")
    if translation.get_language() == "vi":
        pattern = (
            ("d" if first.month == last.month else "d/E") if first.year == last.year else "d/E/Y"
        )
    elif first.year == last.year:
        pattern = "j" if first.month == last.month else "j F"
    else:
        pattern = "j F Y"
    dash = "–" if len(pattern) == 1 else " – "
    return formats.date_format(first, pattern) + dash + formats.date_format(last, "DATE_FORMAT")


@register.simple_tag
def days_in_a_letter(first: date, last: date) -> str:
    """As `days`, and in Vietnamese in full: "ngày 02 và 03 tháng 6 năm 2027"."""
    if translation.get_language() == "vi":
        return in_letters.days(first, last, "vi")
    return days(first, last)


@register.simple_tag
def weekdays(first: date, last: date) -> str:
    """The days of the week of a range, as letters write them: "Wednesday and Thursday"."""
    return in_letters.weekdays(first, last, translation.get_language() or "en")


@register.simple_tag
def leaves(first: date, last: date) -> list[in_letters.Leaf]:
    """The first and the last day as leaves of a calendar, in the active language."""
    language = translation.get_language() or "en"
    return [in_letters.leaf(one, language) for one in dict.fromkeys([first, last])]


@register.filter(expects_localtime=True)
def moment_in_a_letter(moment: datetime) -> str:
    """A local moment in the usual format, and in Vietnamese in full: "17 giờ 00 ngày 15 tháng 5
    năm 2027"."""
    if translation.get_language() == "vi":
        return in_letters.moment(moment, "vi")
    return formats.date_format(moment, "DATETIME_FORMAT")


@register.simple_tag
def hours(session: HasHours) -> SafeString:
    """ "09:00–10:30" with machine-readable times, in the active time zone."""
    pieces = [
        format_html(
            '<time datetime="{}">{}</time>',
            moment.isoformat(),
            formats.time_format(timezone.localtime(moment), "H:i"),
        )
        for moment in [session.starts_at, session.ends_at]
    ]
    return format_html("{}–{}", *pieces)


@register.filter
def zone_name(dialogue: Dialogue) -> str:
    """The dialogue's time zone in words: “Hanoi time, UTC+7”, as of noon on its first day."""
    return _zone_in_words(dialogue.starts_on, dialogue.tz)


@register.simple_tag
def zone_of_form() -> str:
    """The time zone in which a form shows and takes times, in words, as of today."""
    return _zone_in_words(timezone.localdate(), ZoneInfo(timezone.get_current_timezone_name()))


@register.filter
def asks_for_times(form: BaseForm) -> bool:
    """Whether a form has a field for a moment, so that it matters whose clock it is on."""
    kinds = (SplitDateTimeField, DateTimeField)
    return any(isinstance(field, kinds) for field in form.fields.values())


def _zone_in_words(day, zone):
    offset = _offset_at_noon(day, zone)
    if zone.key == "Asia/Ho_Chi_Minh":
        return _("Hanoi time, %(offset)s") % {"offset": offset}
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return _("%(city)s time, %(offset)s") % {"city": city, "offset": offset}


@lru_cache(maxsize=1024)
def _offset_at_noon(day: date, zone: ZoneInfo) -> str:
    """The same for ever, and asked for at each look at an invitation."""
    offset = datetime.combine(day, time(12), zone).strftime("%z")
    minutes = f":{offset[3:]}" if offset[3:] != "00" else ""
    return f"UTC{offset[0].replace('-', '−')}{int(offset[1:3])}{minutes}"
