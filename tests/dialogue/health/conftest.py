"""Tests about health begin with nothing known."""

import pytest

from dialogue.health import heartbeats, outages, readiness


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(heartbeats, "_written_at", {})
    monkeypatch.setattr(outages.DATABASE, "_since", 0.0)
    monkeypatch.setattr(outages.CACHE, "_since", 0.0)
    readiness.forget()
    yield
    readiness.forget()
