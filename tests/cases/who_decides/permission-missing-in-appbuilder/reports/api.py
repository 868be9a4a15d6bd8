from flask import request
from flask_appbuilder.api import BaseApi, expose, safe
from flask_appbuilder.security.decorators import protect
from flask_jwt_extended import jwt_required

REPORTS = {"daily": "ok"}


class ReportApi(BaseApi):
    resource_name = "report"

    @expose("/", methods=["GET"])
    @protect()
    @safe
    def get_list(self):
        return self.response(200, result=list(REPORTS))

    @expose("/<name>", methods=["GET"])
    @protect()
    @safe
    def get(self, name):
        if name not in REPORTS:
            return self.response_404()
        return self.response(200, result=REPORTS[name])

    @expose("/", methods=["POST"])
    @protect()
    @safe
    def post(self):
        REPORTS[str(request.json["name"])] = "new"
        return self.response(201)

    @expose("/purge", methods=["POST"])  # found: function-without-role-check
    @jwt_required()
    @safe
    def purge(self):
        REPORTS.clear()
        return self.response(200)
