"""What programs look for at the root of the site."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from agenda.public.sitemap import PublicPages
from dialogue.access.doors import door

urlpatterns = [
    path(
        "sitemap.xml", door("public")(sitemap), {"sitemaps": {"pages": PublicPages}}, name="sitemap"
    )
]
