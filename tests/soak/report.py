"""What the soak tells in the end."""

from collections import Counter
from dataclasses import dataclass
from statistics import quantiles

RECOVERY = 3  # seconds after a fault that still count as its own
SLOWEST = 250  # milliseconds, of 99 in 100 answers outside the faults
SEATS = 30
FINE = {200, 302, 304, 422}


@dataclass
class Happened:
    """A fault, or something like it, between two moments."""

    name: str
    began: float
    ended: float


def tell(seen, faults, began, database, mail, machines):
    """Print the tables; whether everything is as it must be."""
    print("\nWhat clients saw (not: 200, 302, 304, and 422, refused in words; 0: no whole answer)")
    print(f"{'second':>7}  {'fault':<58}  seen")
    for fault in faults:
        until = fault.ended + RECOVERY
        trouble = _trouble(seen, fault.began, until)
        span = f"{fault.began - began:3.0f}–{fault.ended - began:3.0f}"
        print(f"{span:>7}  {fault.name:<58}  {trouble or 'nothing'}")
    print(f"{'else':>7}  {'':<58}  {_trouble_outside(seen, faults) or 'nothing'}")
    _latencies(seen, faults)
    return _reconcile(seen, database, mail, machines)


def _trouble(seen, since, until):
    found = Counter(
        (kind, status)
        for kind, moment, _seconds, status in seen.requests
        if since <= moment < until and status not in FINE
    )
    return ", ".join(f"{n} × {kind} {status}" for (kind, status), n in sorted(found.items()))


def _is_calm(moment, faults):
    return not any(one.began - 0.5 <= moment < one.ended + RECOVERY for one in faults)


def _trouble_outside(seen, faults):
    found = Counter(
        (kind, status)
        for kind, moment, _seconds, status in seen.requests
        if _is_calm(moment, faults) and status not in FINE
    )
    return ", ".join(f"{n} × {kind} {status}" for (kind, status), n in sorted(found.items()))


def _latencies(seen, faults):
    print("\nMilliseconds outside the faults          number   median      p99      max")
    for kind in ["answer form", "answer", "feed", "page", "organiser", "sign-in"]:
        times = [
            seconds * 1000
            for what, moment, seconds, status in seen.requests
            if what == kind and status and _is_calm(moment, faults)
        ]
        if len(times) > 2:
            cuts = quantiles(times, n=100)
            budget = f"   (budget {SLOWEST})" if kind.startswith("answer") else ""
            print(
                f"{kind:<40}{len(times):>7}{cuts[49]:>9.0f}{cuts[98]:>9.0f}{max(times):>9.0f}{budget}"
            )


def _reconcile(seen, database, mail, machines):
    rows = database.rows(
        "SELECT answered_by_name, invitation_id, response, id FROM participants_answer ORDER BY id"
    )
    found = Counter(mark for mark, *_rest in rows)
    lost = [mark for mark in seen.accepted if not found[mark]]
    doubled = [mark for mark, number in found.items() if number > 1]
    unseen = [mark for mark in found if mark not in seen.accepted]
    last = {invitation: response for _mark, invitation, response, _key in rows}
    statuses = dict(database.rows("SELECT id, status FROM participants_invitation"))
    fits = {"accept": {"accepted", "reserve"}, "tentative": {"tentative", "reserve"}}
    fits["decline"] = {"declined"}
    unfit = Counter(
        f"{response}, {statuses[one]}"
        for one, response in last.items()
        if statuses[one] not in fits[response]
    )
    per_dialogue = dict(
        database.rows(
            "SELECT d.slug, count(*) FILTER (WHERE i.status IN ('accepted', 'tentative')) "
            "FROM participants_invitation i JOIN dialogue_dialogue d ON d.id = i.dialogue_id "
            "GROUP BY d.slug"
        )
    )
    ranks = database.rows(
        "SELECT count(*), count(DISTINCT (category_id, reserve_rank)) "
        "FROM participants_invitation WHERE status = 'reserve'"
    )[0]
    oversold = {slug: taken for slug, taken in per_dialogue.items() if taken > SEATS}
    mails = database.rows("SELECT message_id, state FROM mail_outgoingmail")
    states = Counter(state for _key, state in mails)
    sent = {key for key, state in mails if state == "sent"}
    not_arrived = sent - set(mail.arrived)
    twice = {key: number for key, number in mail.arrived.items() if number > 1}
    unknown = set(mail.arrived) - {key for key, _state in mails}
    waiting = states["queued"] + states["sending"] + states["copying"]
    deaths = " and ".join(
        f"{m.deaths['web']} web servers, {m.deaths['mail']} mail workers" for m in machines
    )
    facts = [
        ("answers that clients saw accepted", len(seen.accepted), True),
        ("  of them lost", len(lost), not lost),
        ("answers doubled", len(doubled), not doubled),
        ("answers that no client saw accepted", len(unseen), True),
        ("invitations whose status does not fit the last answer", dict(unfit), not unfit),
        ("seats taken: " + ", ".join(f"{k} {v}" for k, v in sorted(per_dialogue.items())),
         f"of {SEATS} each", not oversold),
        ("places on the reserve list, and different ones", f"{ranks[0]}, {ranks[1]}",
         ranks[0] == ranks[1]),
        ("letters written: " + ", ".join(f"{k} {v}" for k, v in sorted(states.items())),
         len(mails), not waiting and not states["failed"]),
        ("letters sent that did not arrive", len(not_arrived), not not_arrived),
        ("letters that arrived twice, with the same Message-ID", len(twice), max(twice.values(),
         default=0) <= 3),
        ("letters that arrived and are unknown", len(unknown), not unknown),
        (f"started again: {deaths}", "", True),
    ]  # fmt: skip
    print("\nReconciled")
    for what, number, is_right in facts:
        print(f"{'ok' if is_right else '!!'}  {what:<90} {number}")
    return all(is_right for _what, _number, is_right in facts)
