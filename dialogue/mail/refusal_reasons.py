"""What it means when a mail server refuses an email: one table from status codes and well-known
words to a reason, and from a reason to what an organiser does about it. Pure.

Both doors use it: the answer of the mail server while we talk to it (`delivery`), and emails that
come back later (participants/inbox/bounces.py).

Sources: RFC 3463, 3.2 to 3.8 (enhanced status codes), RFC 5248 and its IANA registry (codes that
were added since), RFC 7372 (authentication), RFC 7505 (domains without mail), RFC 5321, 4.2 (reply
codes). The words are those of Postfix, Exim, qmail, Sendmail, Exchange, Gmail and others, and
nothing but their words: a code says less than it seems to, because many servers send 5.1.1 or 5.7.1
for whatever they dislike.
"""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Why a mail server did not take an email, as organisers read it."""

    DEAD = "dead", _("the address does not exist")
    FULL = "full", _("the mailbox is full")
    INACTIVE = "inactive", _("the mailbox takes no mail, or not from us")
    EXPIRED = "expired", _("its mail server could not be reached in time")
    LATER = "later", _("its mail server asks to try again later")
    DELAYED = "delayed", _("not delivered yet; a mail server is still trying")
    AUTHENTICATION = "authentication", _("our mail is not proved to be ours (DMARC, SPF, DKIM)")
    REVERSE_NAME = "reverse_name", _("our mail server has no proper name (PTR, HELO)")
    SPAM = "spam", _("our mail is taken for spam, or our mail server is on a list")
    CONTENT = (
        "content",
        _("something in the email is not allowed (a virus, a kind of file)"),
    )
    TOO_LARGE = "too_large", _("the email is too large")
    POLICY = "policy", _("our mail is against the rules of the mail server")
    NOT_UNDERSTOOD = "not_understood", _("not understood")


class Remedy(TextChoices):
    """What an organiser does about it."""

    CORRECT = "correct", _("Ask the person for the right address, and correct it.")
    MEND = "mend", _("Mend our mail set-up: show this to whoever looks after the mail server.")
    WAIT = "wait", _("Wait, then send the email again.")
    ASK = "ask", _("Ask the person by telephone; the address may be right.")


R = Reason
OURS = frozenset({R.AUTHENTICATION, R.REVERSE_NAME, R.SPAM, R.CONTENT, R.TOO_LARGE, R.POLICY})
REMEDIES = {
    R.DEAD: Remedy.CORRECT,
    R.FULL: Remedy.ASK,
    R.INACTIVE: Remedy.ASK,
    R.NOT_UNDERSTOOD: Remedy.ASK,
    **dict.fromkeys([R.EXPIRED, R.LATER, R.DELAYED], Remedy.WAIT),
    **dict.fromkeys(OURS, Remedy.MEND),
}

# How far an answer is read, in characters.
LONGEST = 2_000

# {enhanced status code without its class: reason}. What is not here says nothing by itself.
_CODES = {
    "1.1": R.DEAD,  # bad destination mailbox address
    "1.2": R.DEAD,  # bad destination system address
    "1.3": R.DEAD,  # bad destination mailbox address syntax
    "1.6": R.DEAD,  # destination mailbox has moved, no forwarding address
    "1.10": R.DEAD,  # the domain takes no mail (RFC 7505)
    "1.7": R.POLICY,  # bad sender's mailbox address
    "1.8": R.POLICY,  # bad sender's system address
    "2.0": R.INACTIVE,
    "2.1": R.INACTIVE,  # mailbox disabled, not accepting messages
    "2.2": R.FULL,
    "2.3": R.TOO_LARGE,
    "3.1": R.FULL,  # mail system full
    "3.2": R.LATER,
    "3.4": R.TOO_LARGE,
    "4.1": R.EXPIRED,  # no answer from host
    "4.2": R.EXPIRED,
    "4.3": R.EXPIRED,
    "4.5": R.LATER,  # mail system congestion
    "4.7": R.EXPIRED,  # delivery time expired
    "4.316": R.EXPIRED,  # Exchange Online: message expired
    "5.3": R.LATER,  # too many recipients
    **{f"6.{number}": R.CONTENT for number in range(10)},
    "7.0": R.POLICY,
    "7.1": R.POLICY,
    "7.2": R.POLICY,
    "7.9": R.POLICY,
    "7.15": R.POLICY,
    **dict.fromkeys([f"7.{number}" for number in [20, 21, 22, 23, 24, 26]], R.AUTHENTICATION),
    "7.25": R.REVERSE_NAME,
    "7.27": R.POLICY,  # the sender's domain takes no mail
    "7.28": R.SPAM,  # mail flood
    "7.509": R.AUTHENTICATION,  # Exchange Online: DMARC
}  # fmt: skip
# A server may send "no such user" together with one of these; then it is these that it means.
_STRONGER_THAN_DEAD = OURS - {R.POLICY} | {R.FULL, R.EXPIRED, R.LATER, R.DELAYED}


def _by_code(code):
    return _CODES.get(code) or (R.POLICY if code.startswith("7.") else None)


# Words, in the order in which they count: what says that the fault is ours or may pass is stronger
# than "user unknown", which a server may add to anything.
_WORDS: list[tuple[Reason, str]] = [
    (R.DELAYED, r"this is a warning (message )?only|you do not need to resend|"
        r"(still|continue to) (be )?(trying|attempt)|delivery attempts will continue|"
        r"will keep trying|delayed mail|will be retried"),
    (R.AUTHENTICATION, r"\bdmarc\b|\bspf\b|\bdkim\b|\bsender policy framework|unauthenticated|"
        r"sender ?id \(?pra|not authori[sz]ed to send|domain owner discourages|"
        r"openspf|not accepted due to domain|\barc\b.{0,20}fail"),
    (R.REVERSE_NAME, r"\bptr\b|reverse[ -]?(dns|lookup|mapping|hostname)|\br?dns lookup failure|"
        r"\brdns\b|(cannot|can.t|could not) (find|resolve) your (host|reverse)|\bhelo\b|\behlo\b|"
        r"client host (name )?(rejected|not found)|unresolvable relay host|"
        r"access denied.{0,30}ip name (lookup|possibly)|no (valid )?reverse|fix (your )?reverse|"
        r"mismatches client ip|"
        r"domain of sender address .{1,80} does not (exist|resolve)|sender domain|"
        r"sender (address )?(rejected|verify|verification)|unrout\w+ sender|sender verify failed"),
    (R.SPAM, r"\bspam\b|\bspamhaus\b|spamcop|sorbs|barracuda|\bu[cb]e\b|unsolicited|black ?list|"
        r"block ?list|\brbls?\b|\bdnsbls?\b|\bdnswl|reputation|\bjunk\b|bulk (e?mail|mail|message)|"
        r"blocked (using|by|for|due|because|because of)|"
        r"(ip|host|server|address) \S{0,60} ?(is |has been |was )?(blocked|banned|listed|denied)|"
        r"has been blocked|been blocked|(is|are) (temporarily )?(blocked|listed)|"
        r"is on (a|our|the) \w*list|abuse|low.{0,12}reputation|suspicious|"
        r"phish|\burl\b.{0,40}(list|block)|\bbanned\b|bad (ip|host)|message filtered|spamassassin|"
        r"excessive|high volume|complaint|"
        r"ip address .{0,60}(denied|reject)|contact your (isp|post)"),
    (R.CONTENT, r"virus|malware|infected|trojan|worm found|attachment|file ?type|extension|"
        r"content (reject|filter|not|block|policy)|rejected.{0,30}content|\bmime\b|"
        r"(header|message).{0,30}(rfc|compliant|malformed|not valid)|improper use of 8-bit|"
        r"rfc ?2?822|rfc ?5322|bare (lf|cr)|too many (hops|received)|missing \S+ header|"
        r"invalid header|executable|line (is )?too long|duplicate header|loops? back|mail loop|"
        r"routing loop|hop count|multiple .{0,20}headers"),
    (R.TOO_LARGE, r"(too|exceed\w*).{0,40}(large|big|long)|"
        r"size (exceeds|limit)|(message|mail|maximum).{0,30} size|exceed\w* .{0,40}(message|mail) "
        r"(size|limit)|larger than|exceeded message size|exceeds .{0,30}size|too (large|big)"),
    (R.FULL, r"(mail ?box|account|inbox|user|recipient|maildir)\S*.{0,60}(is |was |too )?"
        r"(full|over\s?quota|over (its |the |disk )?quota|out of (storage|space))|quota|"
        r"mail ?box full|over ?quota|insufficient (disk|storage|system storage)|no space left|"
        r"disk (is )?full|not enough (storage|space|disk)|exceeded (its |the )?(storage|mailbox|"
        r"space|disk)|storage (space|limit|allocation)|mailbox size limit|mailbox exceed|"
        r"out of space|容量|disk space|is full\b"),
    (R.EXPIRED, r"expired|retry time(out)?|timed? ?out|could not be delivered (for|within|in)|"
        r"unable to deliver .{0,40}(for|within) \d|delivery time|too old|"
        r"connection (refused|reset|lost|failed|closed|died|was dropped)|no route to host|"
        r"network (is )?unreachable|host unreachable|hosts? (is |was |were )?(down|not responding)|"
        r"(cannot|can.t|could not|unable to|unsuccessful|not able to|wasn.t able to) (establish|"
        r"connect|contact|reach)|not respond|no (response|answer)|undeliverable for|in the queue|"
        r"lost connection|queue.{0,20}too long|(for|within|after) (more than )?\d+ (day|hour)|"
        r"name service error.{0,80}try again|gave up|given up trying|server (un)?avail|"
        r"not accept(ing)? (our )?(requests to )?connect|socket error|not reachable|giving up|"
        r"service currently unavailable|failing for a long time|\d+ attempts|multiple retries|"
        r"message .{0,20}too long in|temporarily unresolvable"),
    (R.LATER, r"gr[ea]y ?list|unverified address|try (again|later)|later\b|"
        r"try your (request|message) again|"
        r"rate ?limit|too many (connection|message|recipient|mails|errors|concurrent|session)|"
        r"throttl|temporar|defer|exceeded .{0,40}(rate|per (hour|minute|day)|limit)|"
        r"resources|busy|congest|receiving mail (at a rate|too)|overload|"
        r"(hourly|daily) (limit|quota)|concurren|per connection|speed limit"),
    (R.INACTIVE, r"disabled|suspended|inactive|deactivated|on hold|locked|"
        r"not accepting (messages|mail|e-?mail)|not currently accepting|"
        r"restrict|not allowed to (send|post)|only accepts|accepts? (messages|mail) (only|from)|"
        r"not permitted|out ?of ?(the )?office|vacation|refuses? to accept|no longer accepts|"
        r"not authori[sz]ed|moderat|permission to post|posting|"
        r"can.t receive|unable to receive|does not accept|mailbox (is )?(unavailable|frozen)|"
        r"(address|recipient).{0,20} rejected"),
    (R.POLICY, r"polic(y|ies)|relay|\bblocked\b|prohibit|access (is )?denied|unwanted|"
        r"rejected (by|for|due)|security|authenti|starttls|\btls\b|encryption|certificate|"
        r"not accepted|administrative|we do not accept|forbidden|not welcome|unacceptable|"
        r"from (your|this) (domain|host|ip)|banned|message (was )?(refused|rejected|denied)|"
        r"sender (is )?(denied|rejected|blocked|not allowed)|"
        r"rejected.{0,20}(message|mail)|transaction failed|"
        r"not.{0,12}(allowed|permitted|authori[sz]ed)"),
]  # fmt: skip
# Words that say that nobody is there, where neither code nor words say otherwise.
_DEAD_WORDS = (
    r"(no such|unknown|invalid|non-?existent|nonexistent|bad|undefined|illegal) (local )?"
    r"(e-?mail )?(user|recipient|mail ?box|address|account|person|alias|local part|domain|"
    r"destination (mailbox|host|address))|"
    r"(user|recipient|mail ?box|address|account|alias|addressee|member|local-?part|domain|e-?mail "
    r"address|host|person)\S*.{0,90}?(is |was |are )?(unknown|invalid|(is |was )?not (be )?"
    r"(found|known|exist\w*|a (valid|known)|listed|present|recognized|our)|(does|do|did)(n.t| not) "
    r"(exist|have)|doesn.t exist|non-?existent|no longer (exist|valid|active|in use|available|"
    r"work)|not exist|has (been )?(closed|deleted|removed|terminated|cancell?ed)|is closed)|"
    r"account (is |has been |was )?(closed|deleted|terminated)|(closed|deleted) account|"
    r"no (mail ?box|account|user|mail box|one)( here)?( by that name| at this address| with that)|"
    r"not (a valid|our) (user|recipient|mailbox|customer|address)|"
    r"not a (valid|known) (user|recipient|mailbox|local)|"
    r"can(not|.t) (find|locate) (user|recipient|the (user|recipient|address))|"
    r"unknown (user|recipient|address|domain|host|to|local)|unrouteable (mail )?(domain|address)|"
    r"unrouteable|user unknown|host unknown|unknown host|domain not found|host or domain name not "
    r"found|host not found|nxdomain|no such domain|no mx|domain (name )?(does not|doesn.t) exist|"
    r"couldn.t find any host named|recipnotfound|recipientnotfound|adr\.inval|badrcptto|"
    r"unknown_user|does not (exist|like recipient)|no existe|inconnu|unbekannt|không tồn tại|"
    r"there is no (one|such)|null mx|doesn.t receive e?mail|"
    r"invalid final delivery userid|the (name|user|e-?mail name) .{0,60}(not found|not recognized)|"
    r"not listed in|not in (the )?(directory|address book|.{0,12}name & address)|\bno user\b"
)
# Codes that say nothing ("other or undefined"), and those with which a domain is not found: that of
# RFC 3463 and that of Exchange Online.
_WHERE_WORDS_FOLLOW = {"0.0", "1.0", "4.4", "4.310"}

_ENHANCED = re.compile(r"(?<![\d.])([45])\.(\d{1,3}\.\d{1,3})(?![\d.]*\d)")
_REPLY = re.compile(r"(?<![\d.:-])([45])[0-5]\d(?=[ -]|$)(?![-.]\d+[.-]\d)")
_PATTERNS = [(reason, re.compile(words, re.IGNORECASE)) for reason, words in _WORDS]
_DEAD = re.compile(_DEAD_WORDS, re.IGNORECASE)
_OF_THE_SENDER = re.compile(r"\b(sender|mail from|return[- ]path|from address)\b", re.IGNORECASE)
_NAMES = re.compile(r"<?[^\s<>]+@[^\s<>]+>?|\b\d{1,3}(\.\d{1,3}){3}\b")


def reason_of(text: str) -> Reason:
    """What these words of a mail server mean; NOT_UNDERSTOOD where they say nothing that is known.

    `text` is what it said of one address, with or without codes, on one line.
    """
    text = text[:LONGEST]
    words = _NAMES.sub(" ", text)
    stronger = next((reason for reason, pattern in _PATTERNS if pattern.search(words)), None)
    codes = _codes(text)
    by_code = next(filter(None, map(_by_code, codes)), None)
    if by_code in {Reason.DEAD, Reason.INACTIVE}:
        return stronger if stronger in _STRONGER_THAN_DEAD else by_code
    if by_code:
        return stronger if stronger in OURS and by_code in OURS else by_code
    is_vague = _WHERE_WORDS_FOLLOW.issuperset(codes)
    if is_vague and stronger not in _STRONGER_THAN_DEAD and _says_dead(words):
        return Reason.DEAD
    return stronger or Reason.NOT_UNDERSTOOD


def says_dead_by_code(text: str) -> bool:
    """Whether a code of RFC 3463 says that nobody is there, not only words."""
    return Reason.DEAD in map(_by_code, _codes(text[:LONGEST]))


def says_a_code(text: str) -> bool:
    """Whether a mail server speaks here: with a code of RFC 3463 or of RFC 5321."""
    return bool(_ENHANCED.search(text) or _REPLY.search(text))


def _codes(text):
    return [match.group(2) for match in _ENHANCED.finditer(text)]


def _says_dead(words):
    return _DEAD.search(words) and not _OF_THE_SENDER.search(words)
