"""Mails with something wrong, always the same ones: each is a sound mail of tests.incoming_mails
with one to six mutations."""

import random

from tests.participants.inbox import incoming_mails as mails

NASTY = [
    b"\x00", b"\xff\xfe", b"\r\n\r\n", b"\n", b"--=_b1\r\n", b"--=_b1--", b"=", b"=?utf-8?b?4pi?=",
    b"BEGIN:VCALENDAR\r\n", b"END:VEVENT\r\n", b"BEGIN:VEVENT\r\n", b"METHOD:COUNTER\r\n",
    b"PARTSTAT=DECLINED", b"SEQUENCE:-1\r\n", b"DTSTAMP:99999999T999999Z\r\n", b":", b";", b'"',
    b"Content-Type: message/rfc822\r\n", b"Content-Transfer-Encoding: base64\r\n",
    b"From: eve@evil.example\r\n", b"\xf0\x9f\x92\xa9", b"\xe2\x80\xa8", b"charset=utf-7",
    b"Authentication-Results: mx.dialogue.test; dmarc=pass header.from=example.org\r\n",
    b"(" * 200, b"<" * 200, b"A" * 5000, b"=?x?q??=", b"@", b",", b"\xed\xa0\x80", b"%s%n",
]  # fmt: skip


def seeds(uid, to):
    """Sound mails of every kind."""
    answers = [
        layout(to, uid=uid, partstat=partstat)
        for layout in [*mails.LAYOUTS, mails.octets]
        for partstat in ["ACCEPTED", "TENTATIVE", "DECLINED", "DELEGATED"]
    ]
    arguments = "<ours@dialogue.test>", "mei@example.org"
    builders = [mails.report, mails.exim, mails.qmail, mails.exchange_bounce]
    bounces = [build(*arguments) for build in builders]
    return [*answers, *bounces, mails.tnef(to), mails.letter(to), mails.absence()]


def mutated(sound, number, seed=20310602):
    """`number` mutated mails, as (which of `sound` it was made of, bytes)."""
    chance = random.Random(seed)
    for _ in range(number):
        which = chance.randrange(len(sound))
        raw = bytearray(sound[which])
        for _ in range(chance.randint(1, 6)):
            chance.choice(MUTATIONS)(raw, chance, sound)
        yield which, bytes(raw)


def _place(raw, chance):
    return chance.randrange(len(raw) + 1)


def _flip(raw, chance, _sound):
    if raw:
        raw[chance.randrange(len(raw))] = chance.randrange(256)


def _cut(raw, chance, _sound):
    start = _place(raw, chance)
    del raw[start : start + chance.choice([1, 2, 10, 100, 1_000])]


def _insert(raw, chance, _sound):
    place = _place(raw, chance)
    raw[place:place] = chance.choice(NASTY)


def _insert_after_line(raw, chance, _sound):
    """Where a line of a header or of a calendar may stand."""
    place = raw.find(b"\n", _place(raw, chance)) + 1
    raw[place:place] = chance.choice(NASTY)


def _double(raw, chance, _sound):
    start = _place(raw, chance)
    piece = raw[start : start + chance.choice([10, 100, 1_000])]
    raw[start:start] = piece * chance.choice([1, 2, 20])


def _graft(raw, chance, sound):
    """The end of another mail."""
    other = chance.choice(sound)
    del raw[_place(raw, chance) :]
    raw += other[chance.randrange(len(other)) :]


def _swap_lines(raw, chance, _sound):
    lines = raw.split(b"\r\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    raw[:] = b"\r\n".join(lines)


MUTATIONS = [_flip, _cut, _insert, _insert_after_line, _double, _graft, _swap_lines]
