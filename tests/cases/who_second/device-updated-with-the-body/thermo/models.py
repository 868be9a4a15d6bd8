import os

from peewee import BooleanField, CharField, IntegerField, Model, SqliteDatabase

db = SqliteDatabase(os.environ["THERMO_DB"])


class Thermostat(Model):
    owner = CharField(index=True)
    name = CharField()
    target = IntegerField(default=20)
    warranty = BooleanField(default=False)

    class Meta:
        database = db
