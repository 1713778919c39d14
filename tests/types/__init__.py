"""What mypy needs to know about the project: see `settings` here and [tool.mypy]."""
