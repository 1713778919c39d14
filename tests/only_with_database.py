"""A pytest plugin for the second run: what touches no database came out in the first already, and
who may do what is decided before any database is asked."""

FIXTURES = {"db", "transactional_db", "live_server"}
THE_SAME_EVERYWHERE = {"test_access.py", "test_acts.py"}


def touches_the_database(item):
    """Whether pytest-django lets this test use the project's database, and it matters which."""
    if item.path.name in THE_SAME_EVERYWHERE:
        return False
    return bool(item.get_closest_marker("django_db") or FIXTURES.intersection(item.fixturenames))


def pytest_collection_modifyitems(config, items):
    config.hook.pytest_deselected(items=[one for one in items if not touches_the_database(one)])
    items[:] = [item for item in items if touches_the_database(item)]
