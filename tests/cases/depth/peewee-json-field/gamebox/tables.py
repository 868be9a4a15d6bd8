from peewee import CharField, Model, SqliteDatabase

from gamebox.fields import Histogram, JSONText

database = SqliteDatabase("/var/lib/gamebox/saves.db")


class Save(Model):
    player = CharField(unique=True)
    state = JSONText()
    keys = Histogram()

    class Meta:
        database = database


def frequencies(text):
    return [text.count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"]
