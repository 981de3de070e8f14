"""Encryption of a finished book: AES-256, revision 6 (ISO 32000-2, 7.6.4)."""

from __future__ import annotations

import io

import pikepdf

from booklet.pdf.types import Protection


def encrypt(data: bytes, protection: Protection) -> bytes:
    """Encrypt a book; the salts are random, so no two calls give the same bytes.

    Without an owner's password that which opens the book lifts the restrictions as well.
    """
    allow = pikepdf.Permissions(
        accessibility=True,
        extract=protection.allow_copy,
        modify_annotation=protection.allow_change,
        modify_assembly=protection.allow_change,
        modify_form=protection.allow_fill,
        modify_other=protection.allow_change,
        print_lowres=protection.allow_print,
        print_highres=protection.allow_print,
    )
    owner = protection.owner_password or protection.open_password
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            out,
            encryption=pikepdf.Encryption(owner=owner, user=protection.open_password, R=6, allow=allow),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()
