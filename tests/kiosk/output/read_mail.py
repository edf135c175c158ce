#!/usr/bin/env python3
"""Prints a mail draft as another parser sees it, a line a fact. use: read_mail.py FILE"""
import email
import email.policy
import sys

raw = open(sys.argv[1], "rb").read()
mail = email.message_from_bytes(raw, policy=email.policy.default)
print("unsent", mail["X-Unsent"])
print("to", [address.addr_spec for address in mail["To"].addresses] if mail["To"] else [])
print("subject", mail["Subject"])
print("defects", list(mail.defects) + [defect for part in mail.walk() for defect in part.defects])
print("longest", max(len(line) for line in raw.split(b"\r\n")))
print("bare", raw.replace(b"\r\n", b"").count(b"\n"), "high", sum(byte > 126 for byte in raw))
for part in mail.iter_attachments():
    print("attachment", part.get_filename(), part.get_content_type(), part.get_content()[:4])
print("body", repr(mail.get_body().get_content().replace("\r\n", "\n")))
