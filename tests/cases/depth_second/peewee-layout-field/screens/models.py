import os

from peewee import CharField, Model, SqliteDatabase

from screens.fields import ObjectField

database = SqliteDatabase(os.environ.get("SCREENS_DB", "screens.db"))


class Screen(Model):
    name = CharField(unique=True)
    layout = ObjectField(null=True)

    class Meta:
        database = database
