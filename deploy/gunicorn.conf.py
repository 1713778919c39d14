"""How gunicorn serves the project: `gunicorn --config deploy/gunicorn.conf.py dialogue.wsgi`.

What is to be otherwise goes into GUNICORN_CMD_ARGS, such as `--bind=0.0.0.0:8000` in a container.
"""

from pathlib import Path

import environ

env = environ.Env()
env.read_env(Path(__file__).resolve().parent.parent / ".env")

bind = "127.0.0.1:8000"
# Two workers, for one begins anew now and then; threads, because browsers keep connections open on
# which nothing is said, and each would freeze a plain worker. Each thread keeps a connection
# to the database (DATABASE_CONN_MAX_AGE): 16 here, of PostgreSQL's max_connections (100).
workers = env.int("WEB_CONCURRENCY", default=0) or 2
worker_class = "gthread"
threads = 8
keepalive = 75  # seconds; longer than nginx keeps its own (60), which then never meets a closed one
timeout = 30  # seconds after which a worker that does not answer is killed
graceful_timeout = 30  # seconds for what is under way when it stops
# A leak is no worse than this many requests; not all workers begin anew at once.
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True

# No access log: nginx writes one without personal links. If one is wanted, with
# `--access-logfile -`, it names neither address, path nor visitor.
accesslog = None
access_log_format = "%(t)s %(m)s %(s)s %(B)s %(D)s"
errorlog = "-"
loglevel = "warning"
# Whose X-Forwarded-… gunicorn believes: nginx on this machine. In containers, where only nginx can
# reach it: `--forwarded-allow-ips=*`.
forwarded_allow_ips = "127.0.0.1,::1"
