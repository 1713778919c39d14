"""What other libraries read in a calendar file, each as {UID: facts}, so that tests can compare.

Facts are (summary, description, location, start, end, sequence, status); moments are whole seconds
since 1970, days are dates.
"""

import ctypes
import ctypes.util
import zipfile
from datetime import date, datetime
from pathlib import Path

import ics
import vobject
from icalendar import Calendar

# Where Debian's Thunderbird keeps its own reader, ical.js; .ci/run fetches no more than this file.
THUNDERBIRD = [
    Path("/usr/share/thunderbird/omni.ja"),
    Path("/usr/lib/thunderbird/omni.ja"),
    Path(__file__).parents[3] / "var" / "thunderbird" / "omni.ja",
]


def _moment(value):
    return int(value.timestamp()) if isinstance(value, datetime) else value


def by_icalendar(content):
    return {
        str(one["UID"]): (
            str(one["SUMMARY"]),
            str(one.get("DESCRIPTION", "")),
            str(one.get("LOCATION", "")),
            _moment(one["DTSTART"].dt),
            _moment(one["DTEND"].dt),
            one["SEQUENCE"],
            str(one["STATUS"]),
        )
        for one in Calendar.from_ical(content).walk("VEVENT")
    }


def by_vobject(content):
    def text(one, name):
        return getattr(one, name).value if hasattr(one, name) else ""

    return {
        one.uid.value: (
            one.summary.value,
            text(one, "description"),
            text(one, "location"),
            _moment(one.dtstart.value),
            _moment(one.dtend.value),
            int(one.sequence.value),
            one.status.value,
        )
        for one in vobject.readOne(content.decode()).vevent_list
    }


def by_ics(content):
    """ics knows neither SEQUENCE nor days as such: it makes a day the midnight where it begins."""

    def moment(value, is_day):
        return value.date() if is_day else int(value.timestamp())

    found = {}
    for one in ics.Calendar(content.decode()).events:
        (sequence,) = [int(line.value) for line in one.extra if line.name == "SEQUENCE"]
        found[one.uid] = (
            one.name,
            one.description or "",
            one.location or "",
            moment(one.begin, one.all_day),
            moment(one.end, one.all_day),
            sequence,
            one.status,
        )
    return found


class _Time(ctypes.Structure):
    """struct icaltimetype of libical 3"""

    _fields_ = [
        *[(name, ctypes.c_int) for name in ["year", "month", "day", "hour", "minute", "second"]],
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


def find_libical():
    return ctypes.util.find_library("ical")


def _libical():
    library = ctypes.CDLL(find_libical())
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, result, arguments in [
        ("icalparser_parse_string", pointer, [text]),
        ("icalcomponent_get_first_component", pointer, [pointer, number]),
        ("icalcomponent_get_next_component", pointer, [pointer, number]),
        ("icalcomponent_count_errors", number, [pointer]),
        ("icalcomponent_string_to_kind", number, [text]),
        ("icalcomponent_get_dtstart", _Time, [pointer]),
        ("icalcomponent_get_dtend", _Time, [pointer]),
        ("icalcomponent_get_sequence", number, [pointer]),
        ("icalcomponent_get_status", number, [pointer]),
        ("icalproperty_status_to_string", text, [number]),
        ("icaltime_as_timet_with_zone", ctypes.c_long, [_Time, pointer]),
        ("icalcomponent_free", None, [pointer]),
        *[
            (f"icalcomponent_get_{name}", text, [pointer])
            for name in ["uid", "summary", "description", "location"]
        ],
    ]:
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def by_libical(content):
    lib = _libical()

    def moment(value):
        if value.is_date:
            return date(value.year, value.month, value.day)
        return lib.icaltime_as_timet_with_zone(value, value.zone)

    calendar = lib.icalparser_parse_string(content)
    try:
        assert lib.icalcomponent_count_errors(calendar) == 0
        kind, found = lib.icalcomponent_string_to_kind(b"VEVENT"), {}
        event = lib.icalcomponent_get_first_component(calendar, kind)
        while event:
            texts = [
                (getattr(lib, f"icalcomponent_get_{name}")(event) or b"").decode()
                for name in ["uid", "summary", "description", "location"]
            ]
            status = lib.icalproperty_status_to_string(lib.icalcomponent_get_status(event))
            found[texts[0]] = (
                *texts[1:],
                moment(lib.icalcomponent_get_dtstart(event)),
                moment(lib.icalcomponent_get_dtend(event)),
                lib.icalcomponent_get_sequence(event),
                status.decode(),
            )
            event = lib.icalcomponent_get_next_component(calendar, kind)
        return found
    finally:
        lib.icalcomponent_free(calendar)


def find_ical_js():
    """The source of ical.js as Thunderbird has it, or None."""
    archive = next((path for path in THUNDERBIRD if path.exists()), None)
    if archive is None:
        return None
    with zipfile.ZipFile(archive) as files:
        return files.read("modules/calendar/Ical.sys.mjs").decode()


READ = """
    content => {
        const calendar = new ICAL.Component(ICAL.parse(content));
        for (const zone of calendar.getAllSubcomponents("vtimezone")) {
            ICAL.TimezoneService.register(zone);
        }
        const moment = time => time.isDate ? time.toString() : time.toUnixTime();
        return calendar.getAllSubcomponents("vevent").map(component => {
            const event = new ICAL.Event(component);
            return [event.uid, event.summary, event.description || "", event.location || "",
                moment(event.startDate), moment(event.endDate), event.sequence,
                component.getFirstPropertyValue("status")];
        });
    }
"""


def by_ical_js(content, page):
    """`page` is a browser's; ical.js runs in it."""
    page.goto("about:blank")
    page.add_script_tag(type="module", content=f"{find_ical_js()}\nwindow.ICAL = module$1;")
    page.wait_for_function("window.ICAL")

    def moment(value):
        return date.fromisoformat(value) if isinstance(value, str) else value

    return {
        uid: (*texts, moment(start), moment(end), sequence, status)
        for uid, *texts, start, end, sequence, status in page.evaluate(READ, content.decode())
    }
