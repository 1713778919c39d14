"""How gunicorn serves the project: `gunicorn --config deploy/gunicorn.conf.py dialogue.wsgi`.

What is to be otherwise goes into GUNICORN_CMD_ARGS, such as `--bind=0.0.0.0:8000` in a container.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dialogue.settings")

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from dialogue.access import logs

try:
    workers = settings.WEB_CONCURRENCY or 2
except ImproperlyConfigured as error:
    print(f"Not started: {error}", file=sys.stderr)
    sys.exit(78)  # EX_CONFIG of sysexits.h: starting it again changes nothing

bind = "127.0.0.1:8000"
# Two workers (see above), for one begins anew now and then; threads, because browsers keep
# connections open on which nothing is said, and each would freeze a plain worker. Each thread keeps
# a connection to the database (DATABASE_CONN_MAX_AGE): 16, of PostgreSQL's max_connections (100).
worker_class = "gthread"
threads = 8
keepalive = 75  # seconds; longer than nginx keeps its own (60), which then never meets a closed one
timeout = 30  # seconds after which a worker that does not answer is killed
graceful_timeout = 30  # seconds for what is under way when it stops
# A leak is no worse than this many requests; not all workers begin anew at once.
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True

# No access log: nginx writes one without personal links, and `dialogue.requests` says what is
# needed. Its own lines have the form of all others.
accesslog = None
logconfig_dict = logs.for_gunicorn(settings.LOGGING)
# Whose X-Forwarded-… gunicorn believes: nginx on this machine. In containers, where only nginx can
# reach it: `--forwarded-allow-ips=*`.
forwarded_allow_ips = "127.0.0.1,::1"
