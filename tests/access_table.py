"""What each kind of visitor gets at each address: the letters that tests/test_access.py and
tests/test_acts.py check.

P a page, S the sign-in page, A the password once more, R refused (403), N no such page (404).
Redirects are followed. A view that nobody listed here fails the test: decide who may see it.
"""

VISITORS = ["nobody", "user", "observer", "protocol", "programme", "secretariat", "superuser"]

# `user` has an account and is no organiser; the four roles come from `manage.py load_roles`.
PAGES = """
#                                                  nobody
#                                                    user
#                                                      observer
#                                                        protocol
#                                                          programme
#                                                            secretariat
#                                                              superuser
# Open to anyone, and behind a link
health                                             P P P P P P P
set_language                                       P P P P P P P
answer                                             P P P P P P P
delegation                                         P P P P P P P
substitute                                         P P P P P P P
details                                            P P P P P P P
details_autosave                                   P P P P P P P
details_code                                       P P P P P P P
details_send_code                                  P P P P P P P
details_consent                                    P P P P P P P
details_close                                      P P P P P P P
calendar_mine                                      P P P P P P P
calendar                                           P P P P P P P
calendar_session                                   P P P P P P P
home                                               P P P P P P P
dialogue                                           P P P P P P P
topics                                             P P P P P P P
topic                                              P P P P P P P
programme                                          P P P P P P P
calendars                                          P P P P P P P
# Sign-in: the visitor's own account
account_login                                      P R P P P P P
account_logout                                     S P P P P P P
account_inactive                                   P P P P P P P
account_reauthenticate                             S P P P P P P
account_change_password                            S P P P P P P
account_set_password                               S P P P P P P
account_reset_password                             P P P P P P P
account_reset_password_done                        P P P P P P P
account_reset_password_from_key                    P P P P P P P
account_reset_password_from_key_done               P P P P P P P
mfa_add_webauthn                                   S A A A A A A
mfa_edit_webauthn                                  S A A A A A A
mfa_index                                          S P P P P P P
mfa_authenticate                                   S R P P P P P
mfa_reauthenticate                                 S A A A A A A
mfa_activate_totp                                  S A A A A A A
mfa_deactivate_totp                                S N N N N N N
mfa_view_recovery_codes                            S N N N N N N
mfa_generate_recovery_codes                        S A A A A A A
mfa_download_recovery_codes                        S N N N N N N
mfa_list_webauthn                                  S P P P P P P
mfa_reauthenticate_webauthn                        S A A A A A A
mfa_remove_webauthn                                S A A A A A A
mfa_login_webauthn                                 S R P P P P P
# Admin site
admin:index                                        S R P P P P P
admin:login                                        S R P P P P P
admin:logout                                       S R P P P P P
admin:password_change                              S R P P P P P
admin:password_change_done                         S R P P P P P
admin:autocomplete                                 S R R R R R R
admin:jsi18n                                       S R P P P P P
admin:view_on_site                                 S R P P P P P
admin:agenda_sourcedocument_changelist             S R P P P P P
admin:agenda_sourcedocument_export                 S R R R P P P
admin:agenda_sourcedocument_add                    S R R R P P P
admin:agenda_sourcedocument_history                S R P P P P P
admin:agenda_sourcedocument_delete                 S R R R P P P
admin:agenda_sourcedocument_change                 S R P P P P P
/admin/agenda/sourcedocument/<path:object_id>/     S R P P P P P
admin:agenda_passage_changelist                    S R P P P P P
admin:agenda_passage_add                           S R R R P P P
admin:agenda_passage_history                       S R P P P P P
admin:agenda_passage_delete                        S R R R P P P
admin:agenda_passage_change                        S R P P P P P
/admin/agenda/passage/<path:object_id>/            S R P P P P P
admin:concept_note                                 S R P P P P P
admin:agenda_topic_simple_history                  S R P P P P P
admin:agenda_topic_changelist                      S R P P P P P
admin:agenda_topic_export                          S R R R P P P
admin:agenda_topic_add                             S R R R P P P
admin:agenda_topic_history                         S R P P P P P
admin:agenda_topic_delete                          S R R R P P P
admin:agenda_topic_change                          S R P P P P P
/admin/agenda/topic/<path:object_id>/              S R P P P P P
admin:agenda_room_changelist                       S R P P P P P
admin:agenda_room_add                              S R R R P P P
admin:agenda_room_history                          S R P P P P P
admin:agenda_room_delete                           S R R R P P P
admin:agenda_room_change                           S R P P P P P
/admin/agenda/room/<path:object_id>/               S R P P P P P
admin:agenda_session_simple_history                S R P P P P P
admin:agenda_session_changelist                    S R P P P P P
admin:agenda_session_export                        S R R R P P P
admin:agenda_session_add                           S R R R P P P
admin:agenda_session_history                       S R P P P P P
admin:agenda_session_delete                        S R R R R R R
admin:agenda_session_change                        S R P P P P P
/admin/agenda/session/<path:object_id>/            S R P P P P P
admin:dialogue_dialogue_simple_history             S R P P P P P
admin:dialogue_dialogue_changelist                 S R P P P P P
admin:dialogue_dialogue_add                        S R R R R P P
admin:dialogue_dialogue_history                    S R P P P P P
admin:dialogue_dialogue_delete                     S R R R R P P
admin:dialogue_dialogue_change                     S R P P P P P
/admin/dialogue/dialogue/<path:object_id>/         S R P P P P P
admin:outgoing_mail_html                           S R R P R P P
admin:outgoing_mail_file                           S R R P R P P
admin:dialogue_outgoingmail_changelist             S R P P P P P
admin:dialogue_outgoingmail_export                 S R R R R P P
admin:dialogue_outgoingmail_add                    S R R R R R R
admin:dialogue_outgoingmail_history                S R P P P P P
admin:dialogue_outgoingmail_delete                 S R R R R R R
admin:dialogue_outgoingmail_change                 S R P P P P P
/admin/dialogue/outgoingmail/<path:object_id>/     S R P P P P P
admin:participants_category_changelist             S R P P P P P
admin:participants_category_export                 S R R P R P P
admin:participants_category_add                    S R R P R P P
admin:participants_category_history                S R P P P P P
admin:participants_category_delete                 S R R P R P P
admin:participants_category_change                 S R P P P P P
/admin/participants/category/<path:object_id>/     S R P P P P P
admin:participants_organisation_changelist         S R P P P P P
admin:participants_organisation_export             S R R P R P P
admin:participants_organisation_add                S R R P R P P
admin:participants_organisation_history            S R P P P P P
admin:participants_organisation_delete             S R R P R P P
admin:participants_organisation_change             S R P P P P P
/admin/participants/organisation/<path:object_id>/ S R P P P P P
admin:participants_person_simple_history           S R P P P P P
admin:participants_person_changelist               S R P P P P P
admin:participants_person_export                   S R R P R P P
admin:people_import                                S R R P R P P
admin:people_import_preview                        S R R P R P P
admin:people_import_template                       S R R P R P P
admin:participants_person_add                      S R R P R P P
admin:participants_person_history                  S R P P P P P
admin:participants_person_delete                   S R R P R P P
admin:participants_person_change                   S R P P P P P
/admin/participants/person/<path:object_id>/       S R P P P P P
admin:invitation_step                              S R R P R P P
admin:invitation_letter                            S R R P R P P
admin:invitation_answer                            S R R P R P P
admin:invitation_proposal                          S R R P R P P
admin:delegation_renew_link                        S R R P R P P
admin:participants_delegation_changelist           S R P P P P P
admin:participants_delegation_add                  S R R P R P P
admin:participants_delegation_history              S R P P P P P
admin:participants_delegation_delete               S R R P R P P
admin:participants_delegation_change               S R P P P P P
/admin/participants/delegation/<path:object_id>/   S R P P P P P
admin:reminder_letter                              S R R P R P P
admin:reminders                                    S R P P P P P
admin:reminders_send                               S R R P R P P
admin:participants_reminderrule_changelist         S R P P P P P
admin:participants_reminderrule_add                S R R P R P P
admin:participants_reminderrule_history            S R P P P P P
admin:participants_reminderrule_delete             S R R P R P P
admin:participants_reminderrule_change             S R P P P P P
/admin/participants/reminderrule/<path:object_id>/ S R P P P P P
admin:balance                                      S R P P P P P
admin:reserve                                      S R P P P P P
admin:reserve_offer                                S R R P R P P
admin:participants_invitation_changelist           S R P P P P P
admin:participants_invitation_export               S R R P R P P
admin:participants_list                            S R P P P P P
admin:participants_xlsx                            S R P P P P P
admin:participants_invitation_add                  S R R P R P P
admin:participants_invitation_history              S R P P P P P
admin:participants_invitation_delete               S R R R R R R
admin:participants_invitation_change               S R P P P P P
/admin/participants/invitation/<path:object_id>/   S R P P P P P
admin:invitation_consent                           S R R P R P P
admin:participants_delegatedetails_changelist      S R R P R P P
admin:participants_delegatedetails_add             S R R R R R R
admin:participants_delegatedetails_history         S R R P R P P
admin:participants_delegatedetails_delete          S R R R R R R
admin:participants_delegatedetails_change          S R R P R P P
/admin/participants/delegatedetails/<path:object_id>/ S R R P R P P
admin:auth_group_changelist                        S R R R R R P
admin:auth_group_add                               S R R R R R P
admin:auth_group_history                           S R R R R R P
admin:auth_group_delete                            S R R R R R P
admin:auth_group_change                            S R R R R R P
/admin/auth/group/<path:object_id>/                S R R R R R P
admin:auth_user_password_change                    S R R R R R P
admin:auth_user_changelist                         S R R R R R P
admin:auth_user_add                                S R R R R R P
admin:auth_user_history                            S R R R R R P
admin:auth_user_delete                             S R R R R R P
admin:auth_user_change                             S R R R R R P
/admin/auth/user/<path:object_id>/                 S R R R R R P
admin:mfa_authenticator_changelist                 S R R R R R P
admin:mfa_authenticator_add                        S R R R R R R
admin:mfa_authenticator_history                    S R R R R R P
admin:mfa_authenticator_delete                     S R R R R R P
admin:mfa_authenticator_change                     S R R R R R P
/admin/mfa/authenticator/<path:object_id>/         S R R R R R P
admin:app_list                                     S R P P P P P
/admin/(?P<url>.*)$                                S R N N N N N
"""

# What is sent to these addresses, and for whom it changes something (+). For the others nothing
# changes (-), whatever the answer looks like; S and R say that they are told so.
ACTS = """
clear_an_invitation                                S R R + R + +
withdraw_an_invitation                             S R R + R + +
remind_an_invitee                                  S R R + R + +
send_due_reminders                                 S R R + R + +
hold_a_reminder_back                               S R R + R + +
edit_a_reminder_rule                               S R R + R + +
write_down_an_answer                               S R R + R + +
write_down_a_nomination                            S R R + R + +
agree_to_a_nomination                              S R R + R + +
renew_a_delegations_link                           S R R + R + +
move_on_the_reserve_list                           S R R + R + +
offer_a_freed_seat                                 S R R + R + +
edit_an_invitation                                 S R R + R + +
draft_invitations                                  S R R + R + +
take_consent_back                                  S R R + R + +
import_people                                      S R R + R + +
edit_a_person                                      S R R + R + +
revert_a_person                                    S R R + R + +
delete_a_category                                  S R R + R + +
edit_a_session                                     S R R R + + +
edit_a_topic                                       S R R R + + +
revert_a_topic                                     S R R R + + +
edit_the_dialogue                                  S R R R R + +
send_a_mail_again                                  S R - - - + +
make_an_account                                    S R R R R R +
"""
