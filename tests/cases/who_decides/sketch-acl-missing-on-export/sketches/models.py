from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Access(db.Model):
    sketch_id = db.Column(db.ForeignKey("sketch.id"), primary_key=True)
    user_id = db.Column(db.Integer, primary_key=True)
    level = db.Column(db.String(10), primary_key=True)


class Sketch(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    events = db.Column(db.JSON)
    accesses = db.relationship(Access)

    def has_permission(self, user, level):
        return any(a.user_id == user.id and a.level == level for a in self.accesses)
