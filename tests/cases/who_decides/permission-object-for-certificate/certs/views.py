from flask import Blueprint, jsonify, request
from flask.views import MethodView
from flask_login import login_required

from certs.models import Certificate, db
from certs.permissions import CertificatePermission, admin_permission

mod = Blueprint("certificates", __name__)


class CertificateView(MethodView):
    decorators = (login_required,)

    def get(self, certificate_id):
        cert = Certificate.query.get_or_404(certificate_id)
        if not CertificatePermission(cert.owner, cert.roles).can():
            return jsonify(message="You are not authorized to view this"), 403
        return jsonify(owner=cert.owner, key=cert.key_ref)

    def put(self, certificate_id):
        cert = Certificate.query.get_or_404(certificate_id)
        if not CertificatePermission(cert.owner, cert.roles).can():
            return jsonify(message="You are not authorized to update this"), 403
        cert.notify = bool(request.get_json()["notify"])
        db.session.commit()
        return jsonify(notify=cert.notify)

    def delete(self, certificate_id):
        if not admin_permission.can():
            return jsonify(message="Only admins delete"), 403
        db.session.delete(Certificate.query.get_or_404(certificate_id))
        db.session.commit()
        return "", 204


mod.add_url_rule("/certificates/<int:certificate_id>", view_func=CertificateView.as_view("certificate"))
