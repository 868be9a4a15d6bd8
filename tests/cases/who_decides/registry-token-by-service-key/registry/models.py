from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class ServiceKey(db.Model):
    kid = db.Column(db.String(64), primary_key=True)
    public_pem = db.Column(db.Text, nullable=False)
    approval = db.Column(db.String(20), nullable=True)

    @classmethod
    def approved(cls, kid):
        return cls.query.filter(cls.kid == kid, cls.approval.isnot(None)).one_or_none()
