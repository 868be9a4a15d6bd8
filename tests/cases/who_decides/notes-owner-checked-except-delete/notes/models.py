from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner = db.Column(db.String(80), nullable=False, index=True)
    text = db.Column(db.Text, nullable=False)

    def as_dict(self):
        return {"id": self.id, "text": self.text}
