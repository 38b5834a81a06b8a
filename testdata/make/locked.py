"""Two encrypted documents: one asks for a password, the other opens and only forbids printing."""

import io

import pikepdf

from minutes import minutes
from press import describe, path_of

USER_PASSWORD = "lamplighter"
OWNER_PASSWORD = "abendroth"


def lock(name, title, pages, encryption):
    """Describes and encrypts. The key of AES-256 is random, so these bytes differ every time."""
    with pikepdf.open(io.BytesIO(minutes(pages))) as pdf:
        describe(pdf, title, "Lamplighter Row Housing Cooperative")
        pdf.save(path_of(name), encryption=encryption, static_id=True)


def make():
    """Both documents."""
    lock("encrypted-user-password.pdf", "Minutes of the board, confidential", 2,
         pikepdf.Encryption(user=USER_PASSWORD, owner=OWNER_PASSWORD, R=6))
    lock("encrypted-owner-password.pdf", "Minutes of the board, for reading only", 3,
         pikepdf.Encryption(user="", owner=OWNER_PASSWORD, R=4, allow=pikepdf.Permissions(
             extract=False, print_highres=False, print_lowres=False, modify_other=False)))
