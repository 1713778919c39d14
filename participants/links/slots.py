"""The places on the personal page that floors above fill."""

from dialogue.pages import slots

# Each is about the invitation, but for the last, which is about its dialogue.
PERSONAL_PAGE_ROLES = slots.define("personal_page_roles")
PERSONAL_PAGE_PROGRAMME = slots.define("personal_page_programme")
PERSONAL_PAGE_TOPICS = slots.define("personal_page_topics")
