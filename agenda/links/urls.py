"""What the agenda adds behind a personal link."""

from django.urls import path

from agenda.links import information, papers, views

urlpatterns = [
    path("<str:token>/programme/", views.programme, name="delegate_programme"),
    path("<str:token>/programme/papers/<int:pk>/", papers.paper, name="delegates_paper"),
    path("<str:token>/information/", information.page, name="delegates_information"),
    path("<str:token>/information/file/", information.file, name="delegates_information_file"),
    path("<str:token>/roles/<int:pk>/", views.role, name="delegate_role"),
]
