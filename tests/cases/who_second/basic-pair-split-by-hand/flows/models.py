import os
from contextlib import contextmanager

from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker

Base = declarative_base()
Session = sessionmaker(create_engine(os.environ["FLOWS_DB"]))


class Person(Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    username = Column(String(250), unique=True)
    password_hash = Column(String(250))


@contextmanager
def create_session():
    session = Session()
    try:
        yield session
        session.commit()
    finally:
        session.close()
