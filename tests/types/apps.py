"""Models as they are written, for mypy.

django-modeltranslation replaces our managers by classes that it makes at start, and mypy cannot
look them up. While types are checked nothing is translated, so our managers may stay.
"""

from django.apps import AppConfig


class TypesConfig(AppConfig):
    name = "tests.types"

    def ready(self):
        from modeltranslation import translator  # which asks for finished settings

        translator.add_manager = lambda model: None
