"""The organisers' roles: what each may see and change. Written into groups by `load_roles`."""

# The programs whose rows each role may change, and single rights besides; every role may see
# everything but letters, for a letter holds a personal link, and delegates' details. See
# `manage.py load_roles`.
ROLES = {
    "Secretariat": (["dialogue", "mail", "participants", "agenda"], ["view_delegatedetails"]),
    "Protocol": (
        ["participants"],
        ["change_outgoingmail", "read_outgoingmail", "view_delegatedetails"],
    ),
    "Programme": (["agenda"], []),
    "Observer": ([], []),
}
# Rights to see that not every role has: passports, diet and access needs are for those who act, and
# so are the letters of invitees, which hold the addresses that answer for them.
NOT_FOR_ALL = ["view_delegatedetails", "view_incomingmail"]
