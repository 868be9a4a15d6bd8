from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Query(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    org_id = db.Column(db.Integer, nullable=False, index=True)
    name = db.Column(db.String(200))
    text = db.Column(db.Text)

    @classmethod
    def get_by_id_and_org(cls, query_id, org_id):
        return cls.query.filter(cls.id == query_id, cls.org_id == org_id).one_or_none()
