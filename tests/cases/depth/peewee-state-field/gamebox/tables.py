from peewee import CharField, IntegerField, Model, SqliteDatabase

from gamebox.fields import StateField

database = SqliteDatabase("/var/lib/gamebox/saves.db")


class Save(Model):
    player = CharField()
    slot = IntegerField()
    state = StateField(null=True)

    class Meta:
        database = database
