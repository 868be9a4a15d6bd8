from quart import Quart, jsonify, request

from spectra.reading import arrays

app = Quart(__name__)


@app.errorhandler(ValueError)
async def refused(problem):
    return jsonify(error=str(problem)), 422


@app.post("/spectra")
async def take():
    upload = (await request.files)["spectrum"]
    found = arrays(upload.filename, upload.read())
    return jsonify({name: {"shape": list(array.shape), "max": float(array.max())} for name, array in found.items()})
