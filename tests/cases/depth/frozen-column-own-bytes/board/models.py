from sqlalchemy import Column, Integer, PickleType, String
from sqlalchemy.orm import DeclarativeBase

from board.columns import Squeezed


class Model(DeclarativeBase):
    pass


class Layout(Model):
    __tablename__ = "layout"
    id = Column(Integer, primary_key=True)
    name = Column(String(80), unique=True)
    widgets = Column(Squeezed)
    colours = Column(PickleType)
