"""Invented people for trying the project out."""
