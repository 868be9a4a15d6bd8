import os

from flask import Flask, jsonify, request
from flask.views import MethodView
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)


class Ticket(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80))
    owner_id = db.Column(db.Integer)
    paid = db.Column(db.Boolean, default=False)


class TicketView(MethodView):
    def patch(self, ticket_id):
        ticket = db.get_or_404(Ticket, ticket_id)
        changes = request.get_json()
        for field, value in changes.items():
            if hasattr(ticket, field):
                setattr(ticket, field, value)  # found: mass-assignment
        db.session.commit()
        return jsonify(id=ticket.id, title=ticket.title)


app.add_url_rule("/tickets/<int:ticket_id>", view_func=TicketView.as_view("ticket"))
