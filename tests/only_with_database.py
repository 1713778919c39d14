"""A pytest plugin for the second run: what the other database could do otherwise.

That is everything below the pages that touches the database, and of the pages each one once
(test_access.py, as a superuser) and each act (test_acts.py). What more there is to a page came out
in the first run.
"""

FIXTURES = {"db", "transactional_db", "live_server"}
BROWSERS = {"client", "visit"}
EVERY_PAGE, EVERY_ACT = "test_access.py", "test_acts.py"


def may_differ(item):
    """Whether this test is to be run on the other database too."""
    if item.path.name == EVERY_PAGE:
        return "[superuser]" in item.name
    if item.path.name == EVERY_ACT:
        return True
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True  # threads that wait for each other's locks, whichever door they come through
    touches = marker or FIXTURES.intersection(item.fixturenames)
    return bool(touches) and not BROWSERS.intersection(item.fixturenames)


def pytest_collection_modifyitems(config, items):
    config.hook.pytest_deselected(items=[one for one in items if not may_differ(one)])
    items[:] = [item for item in items if may_differ(item)]
