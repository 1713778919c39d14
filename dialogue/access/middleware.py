"""How much may be sent to us by whom."""

from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse
from django.utils.translation import gettext as _

MOST_FROM_ANYBODY = 1024 * 1024  # bytes; only organisers upload files


def refuse_large(get_response):
    """Before anything reads the body: CsrfViewMiddleware would put all its files on the disk."""

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_large = not length.isdecimal() or int(length) > MOST_FROM_ANYBODY
        if is_large and SESSION_KEY not in request.session:
            return HttpResponse(_("This is larger than this site accepts."), status=413)
        return get_response(request)

    return middleware
