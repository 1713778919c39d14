"""Whether our own mail server has verified the sender (RFC 8601). Pure.

Anybody may write an Authentication-Results header into a message. Only the topmost that bears our
server's name counts: a server puts its headers above those that a message came with, and removes
those that pretend to be its own (RFC 8601, 5). So the name is configured only where the server adds
such a header to every message.
"""

from collections import defaultdict
from email.message import Message

import authres


def is_sender_verified(message: Message, sender: str, server: str) -> bool:
    """Whether the server named `server` verified that the message comes from `sender`'s domain:
    DMARC passed, or, where it was not checked, a DKIM signature of exactly this domain (header.d;
    header.i is what the signer claims below it).

    `sender` is an address in lower case.
    """
    domain = sender.rpartition("@")[2]
    results = _results_by_method(message, server) if server and domain else {}
    if "dmarc" in results:
        return _has_pass(results["dmarc"], "from", domain)
    return _has_pass(results.get("dkim", []), "d", domain)


def _results_by_method(message, server):
    """{method: [result]} of the topmost header by our server; empty if it cannot be read."""
    for value in message.get_all("Authentication-Results", []):
        try:
            header = authres.parse_value(" ".join(str(value).split()))
        except authres.AuthResError:
            if str(value).lower().lstrip().startswith(server.lower()):
                return {}
            continue
        if str(header.authserv_id).lower() == server.lower():
            by_method = defaultdict(list)
            for result in header.results:
                by_method[getattr(result, "method", "")].append(result)
            return by_method
    return {}


def _has_pass(results, property_name, domain):
    return any(
        result.result == "pass" and _is_about(result, property_name, domain) for result in results
    )


def _is_about(result, property_name, domain):
    """Whether the result's property (header.d, header.from) names this domain."""
    return any(
        item.type == "header"
        and item.name == property_name
        and str(item.value).rpartition("@")[2].lower() == domain
        for item in result.properties
    )
