"""What is in deploy/ fits the project: units, gunicorn's settings, the sample of all settings."""

import configparser
import re
import runpy
import stat

import pytest
import yaml
from django.core.management import get_commands

from tests.source import ROOT, modules

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("systemd/*.service"))
WORKERS = [path for path in UNITS if path.name != "dialogue-failed@.service"]
HARDENED = {
    "ProtectSystem": "strict",
    "NoNewPrivileges": "yes",
    "PrivateTmp": "yes",
    "ProtectHome": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "User": "dialogue",
}


def unit(path):
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str
    parser.read(path)
    return parser


def variables(text):
    return set(re.findall(r"^#?([A-Z_]{3,})=", text, re.M))


def test_the_sample_has_every_variable_that_the_settings_read_and_no_other():
    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', modules()["dialogue/settings.py"]))
    assert variables((DEPLOY / ".env.example").read_text()) == read - {"DEBUG"}


def test_the_sample_holds_no_secret_and_says_who_may_read_it():
    text = (DEPLOY / ".env.example").read_text()
    assert re.search(r"^SECRET_KEY=$", text, re.M)
    assert "--mode=600" in text
    assert "--mode=600" in (ROOT / "docs" / "deploy.md").read_text()


@pytest.mark.parametrize("path", WORKERS, ids=lambda path: path.name)
def test_a_unit_gives_its_process_nothing_that_it_does_not_need(path):
    service = unit(path)["Service"]
    assert {name: service.get(name) for name in HARDENED} == HARDENED
    assert service["ReadWritePaths"].startswith("/srv/dialogue/var")


@pytest.mark.parametrize("path", WORKERS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_there_is(path):
    command = unit(path)["Service"]["ExecStart"]
    name = re.search(r"manage\.py (\w+)", command)
    if name:
        assert name[1] in get_commands()
    else:
        assert "--config deploy/gunicorn.conf.py dialogue.wsgi" in command


def test_a_wrong_setting_starts_nothing_for_ever():
    again = [path for path in WORKERS if unit(path)["Service"].get("Restart") == "always"]
    assert len(again) >= 4
    for path in again:
        assert "78" in unit(path)["Service"]["RestartPreventExitStatus"].split()


def test_what_runs_by_the_clock_makes_up_for_a_time_when_the_machine_was_off():
    for path in DEPLOY.glob("systemd/*.timer"):
        assert unit(path)["Timer"]["Persistent"] == "true"
        assert (path.with_suffix(".service")).exists()


def test_gunicorn_has_threads_and_logs_no_path_and_no_visitor():
    settings = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))
    assert settings["threads"] > 2
    assert settings["worker_class"] == "gthread"
    assert settings["timeout"]
    assert settings["max_requests_jitter"]
    assert settings["accesslog"] is None
    assert settings["logconfig_dict"]["loggers"]["gunicorn.access"]["handlers"] == []


def test_the_containers_run_every_part():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert {"web", "mail", "mailbox", "tasks", "daily", "database", "cache", "nginx"} <= set(
        services
    )
    for name in ["web", "mail", "mailbox", "tasks", "daily"]:
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["read_only"]
    assert "ports" not in services["web"]


def test_the_container_leaves_secrets_and_data_outside():
    left_out = (ROOT / ".containerignore").read_text().split()
    assert {".env", "var", ".git", ".venv"} <= set(left_out)
    assert stat.S_ISLNK((ROOT / ".dockerignore").lstat().st_mode)
