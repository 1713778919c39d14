"""What comes back by mail: answers that calendar programs send, bounces, out-of-office notes.

`message` and its helpers `calendars`, `returned`, `trust` turn bytes into plain values and know
no database; `filing` finds the invitation and keeps the message with what is doubtful about it;
`deciding` is the only part that acts; `mailbox` fetches from an IMAP server.
"""
