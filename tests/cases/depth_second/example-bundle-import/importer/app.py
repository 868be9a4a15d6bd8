from zipfile import BadZipFile, ZipFile

from flask import Flask, jsonify, request

from importer.command import ImportCommand
from importer.contents import contents_of

app = Flask(__name__)


@app.errorhandler(BadZipFile)
def no_zip(_):
    return jsonify(message="not a zip file"), 400


@app.post("/import")
def import_bundle():
    with ZipFile(request.files["formData"].stream) as bundle:
        contents = contents_of(bundle)
    command = ImportCommand(contents, overwrite=request.form.get("overwrite") == "true")
    return jsonify(imported=command.run())
