"""What gunicorn serves: `gunicorn dialogue.wsgi`. A wrong setting, a database whose tables are
those of another version, or static files that were not collected, end it with one clear line."""

import gc
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from dialogue.access import checks
from dialogue.health import time_limits
from dialogue.management import private_files, schema

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dialogue.settings")

# What is loaded here stays: looking through it for rubbish is a tenth of the time that it takes.
gc.disable()
try:
    application = get_wsgi_application()
    time_limits.limit_statements()
    private_files.keep_private()
    checks.log_warnings()
    schema.refuse_misfit()

    from dialogue.health import probes  # which imports models

    probes.refuse_without_static_files()
except ImproperlyConfigured as error:
    print(f"Not started: {error}", file=sys.stderr)
    sys.exit(3)  # gunicorn's "worker failed to boot"; at any other status it would try for ever
finally:
    gc.freeze()  # nor is it looked through again at every full collection
    gc.set_threshold(10_000)  # objects; Python's 700 are a twentieth of the time of every page
    gc.enable()
