"""What a hostile or broken browser sends: real forms with nonsense in them, always the same for the
same random numbers."""

import random
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, quote_from_bytes, urlsplit

from lxml import html

ODD = [
    *["", " ", "\0", "a\0b", "%00", "x" * 20_000, "9" * 5_000, "-1", "0", "1.5", "1e400", "NaN"],
    *["abc", "٣", "²", "\ud800", "é\u202e\x1b", "\r\nSet-Cookie: a=b", "None", "[]", "{}", "true"],
    *["9" * 19, "9" * 30, "1,2,x", "1:down:1", "1:down:x", "1@x", "1-1-99999999", "../../etc"],
    *["2031-06-02", "0001-01-01", "9999-12-31T23:59:59-23:59", "2031-02-30", "24:61", "' OR 1=1--"],
    *["<script>", "=1+1", "%", "\\", "🙂", "en", "vi", "confirmed", "\ufffd"],
]
# What most faults were found by is sent as often as all of that.
SHARP = ["\0", "9" * 5_000, "abc", "-1", "9" * 19, "a\0b", ""]
# Query strings that Django's admin site and our pages give a meaning to.
ASKED = [
    *["q", "o", "p", "all", "e", "_to_field", "_popup", "_changelist_filters", "status__exact"],
    *["id__exact", "pk__in", "id", "dialogue__id__exact", "is_public__exact", "status__isnull"],
    *["app_label", "model_name", "field_name", "term", "page", "until", "session", "freed", "to"],
    *["ids", "wave", "dialogue", "what_if", "from", "lang", "next", "minutes", "where", "format"],
    *["old", "new", "whole", "typed", "internal", "delete", "starts_at__gte", "starts_at__year"],
    *["search__nonsense", "status__in", "country__exact", "days", "show", "url", "category"],
]
WRONG_BODIES = [
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a"),
    ("multipart/form-data; boundary=x", b"junk without any boundary"),
    ("multipart/form-data", b"--x--"),
    ("application/json", b'{"action": [1, 2, {"a": "\\u0000"}]}'),
    ("application/x-www-form-urlencoded; charset=utf-16", b"a=b&%ff=%fe&\xff\xfe=\x00"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"a=%00"),
    ("text/plain", b"\x00\xff" * 500),
]
SENT_BY_LISTS = {"action", "_selected_action", "select_across", "index", "_save"}


@dataclass
class Request:
    """One request, as the test client's `generic` takes it; `what` says it in a line."""

    method: str
    path: str
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def what(self) -> str:
        """One line to find the fault by."""
        sent = [(name[:60], value[:40]) for name, value in self.fields] or self.body[:60]
        return f"{self.method} {self.path[:200]} {sent!r:.600}"


def encoded(pairs: list[tuple[str, str]]) -> str:
    """As a form is sent, whatever the characters."""
    raw = [[part.encode("utf-8", "surrogatepass") for part in pair] for pair in pairs]
    return "&".join("=".join(map(quote_from_bytes, pair)) for pair in raw)


def forms_on(page: bytes) -> list[dict[str, list[str]]]:
    """{field: what a browser may send in it, first what it would unasked} of each form on a page
    that is sent by POST."""
    if not page.strip():
        return []
    found = []
    for form in html.fromstring(page).iter("form"):
        if form.get("method", "get").lower() == "post" and "logout" not in form.get("action", ""):
            pressed = [one for one in form.iter("button", "input") if one.get("type") != "text"]
            fields = {name: [value] for name, value in form.form_values()}
            for one in [*pressed, *form.iter("select")]:
                values = [option.get("value", "") for option in one.iter("option")]
                more = values or [one.get("value") or ""]
                fields.setdefault(one.get("name"), []).extend(more)
            fields |= {name: [""] for name in form.fields if name not in fields}
            found.append({name: values for name, values in fields.items() if name})
    return found


def questions_on(page: bytes) -> list[str]:
    """The names in the query strings of the links of a page."""
    if not page.strip():
        return []
    queries = (urlsplit(link).query for link in html.fromstring(page).xpath("//a/@href"))
    return sorted({name for query in queries for name, _value in parse_qsl(query)})


class Attacker:
    """Makes requests out of addresses and forms; the same ones for the same `seed`."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def path(self, path: str) -> str:
        """The address, now and then with nonsense in one of its parts."""
        parts = path.split("/")
        inner = [place for place, part in enumerate(parts) if part and place > 1]
        if inner and self.dice.random() < 0.3:
            odd = self.dice.choice(ODD)[:300].encode("utf-8", "surrogatepass")
            parts[self.dice.choice(inner)] = quote(odd, safe="")
        return "/".join(parts)

    def look(self, path: str, names: list[str]) -> Request:
        """A GET with odd questions."""
        count = self.dice.randint(1, 3)
        asked = [self.dice.choice(self.dice.choice([ASKED, names or ASKED])) for _ in range(count)]
        fields = [(name, self._odd()) for name in asked]
        query = f"?{encoded(fields)}" if fields else ""
        return Request(self.dice.choice(["GET"] * 9 + ["HEAD"]), f"{self.path(path)}{query}")

    def send(self, path: str, forms: list[dict[str, list[str]]]) -> Request:
        """A POST of one of the forms of the page, with some of its fields bent."""
        if self.dice.random() < 0.04:
            content_type, body = self.dice.choice(WRONG_BODIES)
            return Request("POST", path, body, content_type)
        form = self.dice.choice(forms) if forms else {}
        fields = [
            (name, values[0] if self.dice.random() < 0.6 else self.dice.choice(values))
            for name, values in form.items()
        ]
        names = sorted(form or SENT_BY_LISTS)
        bent = set(self.dice.sample(names, min(len(names), self.dice.choice([1, 1, 2, 3, 8]))))
        fields = [pair for pair in fields if pair[0] not in bent or self.dice.random() < 0.1]
        for name in sorted(bent):
            if self.dice.random() < 0.85:  # otherwise it is missing
                twice = self.dice.choice([1, 1, 1, 2])
                fields += [(name, self._odd()) for _time in range(twice)]
        return Request("POST", path, encoded(fields).encode(), fields=fields)

    def _odd(self) -> str:
        return self.dice.choice(self.dice.choice([ODD, SHARP]))
