from sqlalchemy import update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Model(DeclarativeBase):
    pass


class Profile(Model):
    __tablename__ = "profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    nickname: Mapped[str]
    credits: Mapped[int]


class Profiles:
    def __init__(self, session):
        self._session = session

    def change(self, profile_id, values):
        found = update(Profile).where(Profile.id == profile_id)
        self._session.execute(found.values(**values))  # found: mass-assignment
        self._session.commit()
