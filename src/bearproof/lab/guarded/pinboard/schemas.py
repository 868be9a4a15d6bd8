"""What a request may say: every field declared, typed and bounded; anything else is refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
Title = Annotated[str, Field(min_length=1, max_length=100)]
Text = Annotated[str, Field(max_length=4000)]
Role = Literal["member", "moderator", "admin"]
Theme = Literal["light", "dark"]


class Strict(BaseModel):
    """A body without coercion and without unknown fields."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Nothing(Strict):
    """No parameters at all."""


class Login(Strict):
    """A name and its password."""

    name: Name
    password: Annotated[str, Field(max_length=200)]


class FirstMember(Login):
    """A member that the app starts with."""

    role: Role


class FirstMembers(RootModel[list[FirstMember]]):
    """All of them."""


class Nickname(Strict):
    """The part of an account that its owner may change."""

    nickname: Annotated[str, Field(max_length=40)]


class Preferences(Strict):
    """What somebody likes."""

    theme: Theme


class Grant(Strict):
    """A role for a member; administrators are appointed elsewhere."""

    member: Name
    role: Literal["member", "moderator"]


class Layout(Strict):
    """How a workspace looks."""

    layout: Literal["list", "grid"]


class Card(Strict):
    """An uploaded card."""

    title: Title
    color: Literal["white", "yellow", "green"]


class NewNote(Strict):
    """A note as its author writes it; the owner is whoever signs the request."""

    title: Title
    text: Text
    pinned: bool = False


class NoteChange(Strict):
    """What an author may change; None leaves it as it is."""

    title: Title | None = None
    text: Text | None = None
    pinned: bool | None = None


class BackupNote(Strict):
    """A note in a backup."""

    owner: Name
    title: Title
    text: Text


class Backup(Strict):
    """Notes to put back."""

    notes: Annotated[list[BackupNote], Field(max_length=100)]


class Purge(Strict):
    """The title of the notes to remove."""

    title: Title


class Claims(BaseModel):
    """The part of a verified token that we decide with."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    sub: Name
    jti: Annotated[str, Field(min_length=1, max_length=64)]
    role: Role


class PartnerClaims(BaseModel):
    """The same of a partner's token, which carries no role."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    sub: Name
