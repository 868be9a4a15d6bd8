import peewee

db = peewee.SqliteDatabase(None)


class Booking(peewee.Model):
    guest = peewee.CharField()
    room = peewee.IntegerField()
    cancelled = peewee.BooleanField(default=False)

    class Meta:
        database = db
