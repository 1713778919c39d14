"""Reports about the content policy: one line each in a log of their own, whatever is sent."""

import json
import logging

import pytest

from dialogue.access import csp_reports

FORMS = {
    "application/csp-report": {
        "csp-report": {
            "document-uri": "https://dialogue.test/en/?name=Buy",
            "violated-directive": "img-src",
            "effective-directive": "img-src",
            "blocked-uri": "https://elsewhere.example/p.gif?who=1",
            "source-file": "https://dialogue.test/static/a.js",
            "line-number": 3,
        }
    },
    "application/reports+json": [
        {
            "type": "csp-violation",
            "age": 10,
            "url": "https://dialogue.test/en/",
            "user_agent": "Mozilla/5.0",
            "body": {
                "documentURL": "https://dialogue.test/en/?name=Buy",
                "effectiveDirective": "img-src",
                "blockedURL": "https://elsewhere.example/p.gif?who=1",
                "sourceFile": "https://dialogue.test/static/a.js",
                "lineNumber": 3,
            },
        }
    ],
}
LINE = (
    "effectiveDirective=img-src blockedURL=https://elsewhere.example/p.gif "
    "documentURL=https://dialogue.test/en/ sourceFile=https://dialogue.test/static/a.js "
    "lineNumber=3"
)


@pytest.fixture
def lines(caplog):
    """What the log has got."""
    caplog.set_level(logging.INFO, "dialogue.csp")
    return lambda: [r.getMessage() for r in caplog.records if r.name == "dialogue.csp"]


def send(client, data, content_type="application/csp-report", **more):
    body = data if isinstance(data, bytes | str) else json.dumps(data)
    return client.post("/csp-reports/", body, content_type=content_type, **more)


def report(**facts):
    return {"csp-report": {"effective-directive": "img-src", **facts}}


@pytest.mark.parametrize("form", FORMS)
def test_either_form_of_a_report_becomes_one_line(client, lines, form):
    assert send(client, FORMS[form], form).status_code == 204
    assert lines() == [LINE]


def test_no_token_no_query_no_password_and_no_second_line_gets_into_the_log(client, lines):
    facts = {
        "document-uri": "https://dialogue.test/i/0123456789abcdef0123/details/?code=123456#x",
        "blocked-uri": "https://user:pass@elsewhere.example/\nERROR root hacked\u2028é",
        "source-file": "https://dialogue.test/mail/unsubscribe/0123456789abcdef0123/",
        "line-number": "7\r\nforged",
    }
    assert send(client, report(**facts)).status_code == 204
    [line] = lines()
    for secret in ["0123456789abcdef", "123456", "pass", "\n", "\r", "\u2028"]:
        assert secret not in line
    assert len(line.split(" ")) == len(csp_reports.FACTS)


def test_long_texts_and_many_reports_are_cut(client, lines):
    many = [
        {"type": "csp-violation", "body": {"effectiveDirective": "x" * 900}} for _number in range(9)
    ]
    assert send(client, many, "application/reports+json").status_code == 204
    assert len(lines()) == csp_reports.MOST_AT_ONCE
    assert max(map(len, lines())) < 1_000


NO_REPORT = [
    *[b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe\x00", b"[" * 9_000, b"[[1], 2]"],
    *[b'{"csp-report": []}', b'{"csp-report": {}}', b'[{"type": "csp-violation"}]'],
    b'[{"type": "deprecation", "body": {"effectiveDirective": "img-src"}}]',
]


@pytest.mark.parametrize("body", NO_REPORT)
def test_what_is_no_report_is_refused_and_not_written(client, lines, body):
    assert send(client, body).status_code == 400
    assert lines() == []


def test_other_kinds_of_request_are_refused(client, lines, db):
    large = report(**{"blocked-uri": "x" * csp_reports.LARGEST})
    assert send(client, large).status_code == 413
    assert send(client, report(), "text/plain").status_code == 415
    assert send(client, "").status_code == 411
    assert client.get("/csp-reports/").status_code == 302
    assert lines() == []


def test_one_visitor_can_fill_the_log_no_faster_than_so_many_a_minute(client, lines, clock):
    for _number in range(csp_reports.MOST_FROM_ONE):
        assert send(client, report()).status_code == 204
    assert send(client, report()).status_code == 429
    assert len(lines()) == csp_reports.MOST_FROM_ONE
    assert send(client, report(), REMOTE_ADDR="192.0.2.7").status_code == 204
    clock.shift(61)
    assert send(client, report()).status_code == 204


def test_everybody_together_can_fill_it_no_faster_either(client, lines, clock, monkeypatch):
    monkeypatch.setattr(csp_reports, "MOST_IN_ALL", 3)
    got = [send(client, report(), REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(5)]
    assert got == [204, 204, 204, 429, 429]
