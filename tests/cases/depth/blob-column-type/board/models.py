from flask_sqlalchemy import SQLAlchemy

from .columns import Frozen

db = SQLAlchemy()


class Layout(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), unique=True)
    widgets = db.Column(Frozen)


class Layouts:
    def save(self, name, widgets):
        layout = Layout.query.filter_by(name=name).first() or Layout(name=name)
        layout.widgets = widgets
        db.session.add(layout)
        db.session.commit()
        return layout.id

    def widgets(self, name):
        return Layout.query.filter_by(name=name).first_or_404().widgets
