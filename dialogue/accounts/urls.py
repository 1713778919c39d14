"""The addresses of signing in: those of allauth's that make sense where nobody signs up.

The names are allauth's own, because its views redirect to one another by them.
"""

from allauth.account import views
from allauth.mfa.base import views as codes
from allauth.mfa.webauthn import views as keys
from django.urls import include, path, re_path

from dialogue.access.browser_features import MAKE_KEY, USE_KEY, needing
from dialogue.accounts import forms

urlpatterns = [
    path(
        "login/",
        needing(USE_KEY)(views.LoginView.as_view(form_class=forms.SignInForm)),
        name="account_login",
    ),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path(
        "password/reset/",
        views.PasswordResetView.as_view(form_class=forms.PasswordResetForm),
        name="account_reset_password",
    ),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # These come before allauth's own, because of their forms or because they ask for a key.
    path("2fa/authenticate/", needing(USE_KEY)(codes.authenticate), name="mfa_authenticate"),
    path(
        "2fa/webauthn/reauthenticate/",
        needing(USE_KEY)(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/add/",
        needing(MAKE_KEY)(keys.AddWebAuthnView.as_view(form_class=forms.AddKeyForm)),
        name="mfa_add_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        keys.EditWebAuthnView.as_view(form_class=forms.RenameKeyForm),
        name="mfa_edit_webauthn",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
