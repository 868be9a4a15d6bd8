import os

from flask import Flask, redirect, request
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from repository import Profiles

app = Flask(__name__)
Session = sessionmaker(create_engine(os.environ["DATABASE_URL"]))


@app.post("/profiles/<int:profile_id>")
def change(profile_id):
    with Session() as session:
        Profiles(session).change(profile_id, request.form.to_dict())
    return redirect(f"/profiles/{profile_id}")
