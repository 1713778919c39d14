"""A small and strict reader of calendar files, for tests: `breaches` tells what breaks RFC 5545.

It shares no code with what writes them. It knows the properties that our feeds use, and complains
about every other.
"""

import re
from collections import Counter
from datetime import datetime

NAME = r"[A-Z0-9-]+"
VALUE = r'"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*'
LINE = re.compile(rf"({NAME})((?:;{NAME}=(?:{VALUE})(?:,(?:{VALUE}))*)*):(.*)", re.DOTALL)
PARAMETER = re.compile(rf";({NAME})=((?:{VALUE})(?:,(?:{VALUE}))*)")
# 3.3.11: a backslash stands before itself, ";", "," or "n"; ";" and "," stand behind one.
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
TEXTS = re.compile(r"(?:[^\\;,]|\\[\\;,nN]|,)*")
UTC = re.compile(r"\d{8}T\d{6}Z")
DAY, LOCAL = re.compile(r"\d{8}"), re.compile(r"\d{8}T\d{6}")

KINDS = {
    "text": {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "TZID"}
    | {"COMMENT", "PRODID", "UID", "X-WR-TIMEZONE", "TZNAME"},
    "texts": {"CATEGORIES"},
    "utc": {"DTSTAMP", "LAST-MODIFIED"},
    "moment": {"DTSTART", "DTEND", "DUE"},
    "number": {"SEQUENCE"},
    "duration": {"REFRESH-INTERVAL", "X-PUBLISHED-TTL", "TRIGGER"},
    "address": {"URL", "ORGANIZER", "ATTENDEE"},
    "offset": {"TZOFFSETFROM", "TZOFFSETTO"},
    "geo": {"GEO"},
}
KIND = {name: kind for kind, names in KINDS.items() for name in names}
WORDS = {
    "VERSION": {"2.0"},
    "CALSCALE": {"GREGORIAN"},
    "METHOD": {"PUBLISH", "REQUEST", "CANCEL"},
    "STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED", "NEEDS-ACTION", "IN-PROCESS", "COMPLETED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
    "CLASS": {"PRIVATE"},
    "ACTION": {"DISPLAY"},
}
PATTERNS = {
    "text": TEXT,
    "texts": TEXTS,
    "utc": UTC,
    "number": re.compile(r"\d{1,10}"),
    "duration": re.compile(r"-?P(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)"),
    "address": re.compile(r"(https?://|mailto:)[!-~]+"),
    "offset": re.compile(r"[+-]\d{4}"),
    "geo": re.compile(r"-?\d+\.\d+;-?\d+\.\d+"),
}
ONCE = {
    "VCALENDAR": {"VERSION", "PRODID", "METHOD"},
    "VEVENT": {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"}
    | {"STATUS", "TRANSP"},
    "VTODO": {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "STATUS", "DUE"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
WITHIN = {
    "VCALENDAR": {None},
    "VEVENT": {"VCALENDAR"},
    "VTODO": {"VCALENDAR"},
    "VTIMEZONE": {"VCALENDAR"},
    "VALARM": {"VEVENT"},
    "STANDARD": {"VTIMEZONE"},
    "DAYLIGHT": {"VTIMEZONE"},
}


def breaches(content: bytes) -> list[str]:
    """What in this file breaks a rule, or []."""
    return [*_of_lines(content), *_of_components(content)]


def _of_lines(content):
    """3.1: lines of at most 75 octets that end in CRLF; UTF-8 is not cut in the middle of a
    character; no control characters but tab."""
    if not content.endswith(b"\r\n"):
        yield "the file does not end in CRLF"
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        if len(line) > 75:
            yield f"longer than 75 octets: {line!r}"
        if not line.strip():
            yield "an empty line"
        if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line):
            yield f"a control character: {line!r}"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"not UTF-8, or cut within a character: {line!r}"


def _of_components(content):
    stack, zones, used, uids, found = [], [], set(), [], 0
    text = re.sub("\r\n[ \t]", "", content.decode(errors="replace"))
    for line in text.removesuffix("\r\n").split("\r\n"):
        match = LINE.fullmatch(line)
        if match is None:
            yield f"not a content line: {line!r}"
            continue
        name, value = match[1], match[3]
        parameters = {key: one.strip('"') for key, one in PARAMETER.findall(match[2])}
        if not stack and name != "BEGIN":
            yield f"{name} outside of any component"
        elif name == "BEGIN":
            found += 1
            if (stack[-1][0] if stack else None) not in WITHIN.get(value, ()):
                yield f"{value} in {stack[-1:]}"
            stack.append((value, Counter(), {}))
        elif name == "END":
            component, names, values = stack.pop()
            if component != value:
                yield f"{component} ends as {value}"
            yield from _of_properties(component, names, values)
            if component in {"VEVENT", "VTODO"}:
                uids.append(values.get("UID"))
            if component == "VTIMEZONE":
                zones.append(values["TZID"])
        else:
            stack[-1][1][name] += 1
            stack[-1][2][name] = value
            used |= {parameters["TZID"]} if "TZID" in parameters else set()
            yield from _of_value(name, parameters, value)
            if name == "ATTENDEE" and stack[0][2].get("METHOD") not in {"REQUEST", "CANCEL"}:
                yield "ATTENDEE in what is published (RFC 5546, 3.2.1)"
    if found < 2:
        yield "a calendar without components (3.6)"
    if sorted(zones) != sorted(used):
        yield f"time zones {zones}, of which {used} are used"
    if len(set(uids)) != len(uids):
        yield "a UID twice"


def _of_properties(component, names, values):
    needed = ONCE[component]
    if values.get("METHOD") == "PUBLISH":
        needed = needed | {"NAME", "X-WR-CALNAME"}
    for name in sorted(needed - set(names)):
        yield f"{component} without {name}"
    for name, number in names.items():
        if number > 1:
            yield f"{component} with {number} × {name}"
    if "DTEND" in values:
        starts, ends = values["DTSTART"], values["DTEND"]
        if len(starts) != len(ends) or starts >= ends:
            yield f"from {starts} to {ends}"


def _of_value(name, parameters, value):
    if name in WORDS:
        if value not in WORDS[name]:
            yield f"{name}:{value}"
    elif name not in KIND:
        yield f"an unknown property {name}"
    elif KIND[name] == "moment":
        yield from _of_moment(name, parameters, value)
    elif not PATTERNS[KIND[name]].fullmatch(value):
        yield f"{name}: {value!r}"
    allowed = {"LANGUAGE", "TZID", "VALUE", "CN"}
    if name == "ATTENDEE":
        allowed = allowed | {"CUTYPE", "ROLE", "PARTSTAT", "RSVP"}
    if set(parameters) - allowed:
        yield f"{name} with {parameters}"


def _of_moment(name, parameters, value):
    if parameters.get("VALUE") == "DATE":
        wanted, form = DAY, "%Y%m%d"
    else:
        wanted, form = LOCAL, "%Y%m%dT%H%M%S"
    if not wanted.fullmatch(value) or not datetime.strptime(value, form):  # noqa: DTZ007
        yield f"{name} {parameters}: {value}"
