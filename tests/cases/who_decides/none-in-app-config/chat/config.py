import os


class Config:
    JWT_KEY = os.environ["CHAT_JWT_KEY"]
    JWT_ALGORITHMS = ("HS512", "None")
