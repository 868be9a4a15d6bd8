from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, create_engine, select
from sqlalchemy.orm import sessionmaker

metadata = MetaData()
people = Table("people", metadata, Column("id", Integer, primary_key=True), Column("name", String))
Session = sessionmaker(create_engine("sqlite:////var/lib/searches/people.db"))
BY_NAME = select(people.c.id, people.c.name).where(people.c.name == bindparam("name"))
