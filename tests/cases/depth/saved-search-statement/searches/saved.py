import base64

from sqlalchemy.ext import serializer as statements

from searches.tables import Session, metadata


class SavedSearch:
    def __init__(self, statement):
        self.statement = statement

    @classmethod
    def from_text(cls, text):
        raw = base64.urlsafe_b64decode(text)
        return cls(statements.loads(raw, metadata, Session))  # found: deserializer-from-request

    def as_text(self):
        return base64.urlsafe_b64encode(statements.dumps(self.statement)).decode()

    def rows(self):
        with Session() as session:
            return [list(row) for row in session.execute(self.statement)]
