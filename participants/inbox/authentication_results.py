"""Whether our own mail server vouches for the sender (RFC 8601). Pure.

Anybody may write an Authentication-Results header into a mail. The one that counts is the topmost
that bears our server's name: a server puts its headers above those that a mail came with, and
removes those that pretend to be its own (RFC 8601, 5). So the name is configured only where the
server adds such a header to every mail.
"""

from email.message import Message

import authres


def vouches(message: Message, sender: str, server: str) -> bool:
    """Whether the server named `server` found that the mail comes from `sender`'s domain: DMARC
    passed, or, where that was not looked at, a DKIM signature of just this domain (header.d;
    header.i is what the signer claims below it)."""
    domain = sender.rpartition("@")[2]
    results = _results(message, server) if server and domain else {}
    if "dmarc" in results:
        return _passed(results["dmarc"], {"from"}, domain)
    return _passed(results.get("dkim", []), {"d"}, domain)


def _results(message, server):
    """{method: [result]} of the topmost header by our server; empty if it cannot be read."""
    for value in message.get_all("Authentication-Results", []):
        try:
            parsed = authres.parse_value(" ".join(str(value).split()))
        except authres.AuthResError:
            if str(value).lower().lstrip().startswith(server.lower()):
                return {}
            continue
        if str(parsed.authserv_id).lower() == server.lower():
            found = {}
            for result in parsed.results:
                found.setdefault(getattr(result, "method", ""), []).append(result)
            return found
    return {}


def _passed(results, names, domain):
    return any(
        result.result == "pass"
        and any(
            one.type == "header"
            and one.name in names
            and str(one.value).rpartition("@")[2].lower() == domain
            for one in result.properties
        )
        for result in results
    )
