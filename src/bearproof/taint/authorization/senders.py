"""Whose word is a key? A credential that was sent, a claim that was verified, or anything else of the request."""

from __future__ import annotations

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.labels import CALLER, Label, Labels


def of_sender(keys: Labels) -> bool:
    """The key is a credential that was sent, or says who was verified, and nothing else."""
    if any(map(of_credential, keys)):
        return True
    mine = any(label.kind in {Kind.VERIFIED_CLAIM, Kind.SESSION} for label in keys)
    return mine and not any(label.kind in REQUEST for label in keys)


def of_credential(label: Label) -> bool:
    """The label is of a credential that was sent, or of what a store has under one."""
    if label.kind in {Kind.HEADER, Kind.COOKIE}:
        return bool(label.keys) and words.plain(label.keys[0]) in words.CREDENTIALS
    return CALLER in label.marks
