from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine
from sqlalchemy.orm import scoped_session, sessionmaker

metadata = MetaData()
people = Table("people", metadata, Column("id", Integer, primary_key=True), Column("name", String))
engine = create_engine("sqlite:////var/lib/searches/people.db")
Session = scoped_session(sessionmaker(engine))
