"""Every address of the site. The apps' own are included by name (see the import rule)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from dialogue import views
from dialogue.access import csp_reports, for_machines
from dialogue.access.doors import door
from dialogue.emblems import views as emblem_views
from dialogue.guide import views as guide_views
from dialogue.health import views as health_views
from dialogue.identity import views as identity_views
from dialogue.mail import views as mail_views

urlpatterns = [
    path("healthz", health_views.alive, name="health"),
    path("readyz", health_views.ready, name="ready"),
    path("metrics", health_views.numbers, name="metrics"),
    path("robots.txt", for_machines.robots, name="robots"),
    path(".well-known/security.txt", for_machines.security_contact, name="security_contact"),
    path("csp-reports/", csp_reports.csp_reports, name="csp_reports"),
    path("emblems/<slug:version>", emblem_views.emblem, name="emblem"),
    path("admin/", admin.site.urls),
    path("accounts/", include("dialogue.accounts.urls")),
    path("language/", door("public")(set_language), name="set_language"),
    path("mail/unsubscribe/<str:token>/", mail_views.unsubscribe, name="unsubscribe"),
    path("", include("agenda.public.machine_urls")),
    path("i/", include("participants.links.urls")),
    path("i/", include("agenda.links.urls")),
    path("portraits/", include("participants.portraits.urls")),
    path("calendar/", include("agenda.feeds.urls")),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("guide/", guide_views.delegates, name="guide"),
        path("<slug:slug>/share.png", identity_views.picture, name="share_picture"),
        path("<slug:slug>/", include("agenda.public.urls")),
    ),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler429 = views.too_many_attempts  # asked for by django-allauth
handler500 = views.server_error
