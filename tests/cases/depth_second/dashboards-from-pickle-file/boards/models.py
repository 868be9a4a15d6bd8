from flask_appbuilder import Model
from sqlalchemy import Column, Integer, String

from boards.extensions import db


class Board(Model):
    id = Column(Integer, primary_key=True)
    slug = Column(String(64), unique=True)
    title = Column(String(200))

    @classmethod
    def import_one(cls, slug, title):
        db.session.merge(cls(slug=slug, title=title))
        db.session.commit()
