"""Two files that programs look for: robots.txt (RFC 9309) and security.txt (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dialogue.access import tokens
from dialogue.access.doors import door

CLOSED = ["/admin/", "/accounts/", "/language/"]
VALID_FOR = timedelta(days=180)  # RFC 9116 wants less than a year
TEXT = "text/plain; charset=utf-8"


@door("public")
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages and calendars may be read by search engines; nothing behind a link may."""
    closed = sorted({*CLOSED, *tokens.link_prefixes()})
    lines = ["User-agent: *", *(f"Disallow: {prefix}" for prefix in closed), "Allow: /"]
    lines += ["", f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@door("public")
@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """Where to report a vulnerability, in the words of the settings; 404 where they name nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires_at = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + VALID_FOR
    lines = [f"Contact: {_address(contact)}" for contact in settings.SECURITY_CONTACT]
    lines += [
        f"Expires: {expires_at:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.PUBLIC_URL}{request.path}",
    ]
    if settings.SECURITY_POLICY_URL:
        lines.append(f"Policy: {settings.SECURITY_POLICY_URL}")
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT)


def _address(contact):
    return contact if ":" in contact else f"mailto:{contact}"
