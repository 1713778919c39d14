"""The addresses for monitors: /healthz, /readyz, /metrics."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from dialogue.access.doors import door
from dialogue.health import local, metrics, readiness


@door("public")
@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """200 and "ok" while this process answers at all; whether it can serve is what /readyz says."""
    return HttpResponse("ok\n", content_type="text/plain")


@door("public")
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 while pages can be shown, otherwise 503; what was found, as JSON. It names no secret and
    nobody."""
    report = readiness.look()
    response = JsonResponse(report.as_json(), status=200 if report.is_ready else 503)
    if not report.is_ready:
        response["Retry-After"] = "10"
    return response


@door("public")
@never_cache
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus; 403 for whoever is not on this machine and has no METRICS_TOKEN."""
    if not local.may_see_numbers(request):
        return HttpResponse(status=403)
    return HttpResponse(metrics.text(), content_type=CONTENT_TYPE_LATEST)
