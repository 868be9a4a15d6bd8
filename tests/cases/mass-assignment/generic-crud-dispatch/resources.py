from flask import jsonify, request

from models import Article, Comment, db


class Resource:
    model = None

    def create(self):
        values = {key: value for key, value in request.json.items() if key != "id"}
        row = self.model(**values)  # found: mass-assignment
        db.session.add(row)
        db.session.commit()
        return jsonify(id=row.id), 201


class Articles(Resource):
    model = Article


class Comments(Resource):
    model = Comment


RESOURCES = {"articles": Articles(), "comments": Comments()}
