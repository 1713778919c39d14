"""The addresses of signing in: those of allauth's that make sense where nobody signs up.

The names are allauth's own, because its views redirect to one another by them. What could give an
account away is guarded (see second_factor.py).
"""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from dialogue.access.browser_features import MAKE_KEY, USE_KEY, needing
from dialogue.accounts import forms, invitation_page, sessions
from dialogue.accounts.adapter import keeping_browser_known
from dialogue.accounts.second_factor import for_proven_sessions as proven

sign_in = views.LoginView.as_view(form_class=forms.SignInForm)
change_password = keeping_browser_known(views.password_change)
set_password = keeping_browser_known(views.password_set)
reset_password = keeping_browser_known(views.password_reset_from_key)
add_key = keys.AddWebAuthnView.as_view(form_class=forms.AddKeyForm)
rename_key = keys.EditWebAuthnView.as_view(form_class=forms.RenameKeyForm)

urlpatterns = [
    path("login/", needing(USE_KEY)(sign_in), name="account_login"),
    path("logout/", sessions.sign_out, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("invitation/<str:token>/", invitation_page.invitation, name="account_invitation"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", proven(change_password), name="account_change_password"),
    path("password/set/", proven(set_password), name="account_set_password"),
    path(
        "password/reset/",
        views.PasswordResetView.as_view(form_class=forms.PasswordResetForm),
        name="account_reset_password",
    ),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        reset_password,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # The second factor
    path("2fa/", proven(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", needing(USE_KEY)(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", proven(app.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", proven(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", proven(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        proven(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        proven(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", proven(keys.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", needing(MAKE_KEY)(proven(add_key)), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", proven(rename_key), name="mfa_edit_webauthn"),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        proven(keys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("2fa/webauthn/login/", keys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        needing(USE_KEY)(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
