"""What comes back by mail: answers from calendar programs, bounces, automatic replies.

`messages` and its helpers `mime_parts`, `calendar_answers`, `bounces` and `authentication_results`
turn bytes into plain values and use no database; `filing` finds the invitation and stores the
message with its doubts; `decisions` is the only part that acts; `mailbox` fetches from an IMAP
server.
"""
