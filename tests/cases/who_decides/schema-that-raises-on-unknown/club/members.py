from flask import jsonify
from flask.views import MethodView
from flask_jwt_extended import get_jwt_identity, jwt_required
from flask_smorest import Blueprint

from club.models import Member, db
from club.schemas import MemberSchema

blp = Blueprint("members", __name__, url_prefix="/member")


@blp.route("/")
class OwnMember(MethodView):
    decorators = (jwt_required(),)

    @blp.response(200, MemberSchema)
    def get(self):
        return Member.query.get_or_404(get_jwt_identity())

    @blp.arguments(MemberSchema)
    def post(self, fields):
        member = Member(sub=get_jwt_identity(), **fields)
        db.session.add(member)
        db.session.commit()
        return jsonify(nick=member.nick), 201

    @blp.arguments(MemberSchema)
    def put(self, fields):
        member = Member.query.get_or_404(get_jwt_identity())
        for key, value in fields.items():
            setattr(member, key, value)
        db.session.commit()
        return jsonify(nick=member.nick)
