import os
from datetime import datetime

from peewee import CharField, DateTimeField, ForeignKeyField, Model, SqliteDatabase

db = SqliteDatabase(os.environ["TOKENS_DB"])


class BaseModel(Model):
    class Meta:
        database = db


class User(BaseModel):
    email = CharField(unique=True)


class ApiToken(BaseModel):
    jti = CharField(unique=True)
    name = CharField()
    owner = ForeignKeyField(User, backref="tokens")
    created_at = DateTimeField(default=datetime.utcnow)
