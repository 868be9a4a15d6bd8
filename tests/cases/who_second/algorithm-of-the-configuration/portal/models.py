from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class ApiToken(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    jti = db.Column(db.String(60), unique=True, nullable=False)
    name = db.Column(db.String(100))
    user_id = db.Column(db.String(36), nullable=False)
