"""What gunicorn serves: `gunicorn dialogue.wsgi`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dialogue.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    print(f"Not started: {error}", file=sys.stderr)
    sys.exit(3)  # gunicorn's "worker failed to boot"; at any other status it would try for ever
