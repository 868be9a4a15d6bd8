from apiflask import APIFlask, Schema, fields

from pets.auth import auth

app = APIFlask(__name__)
PETS = []


class PetIn(Schema):
    name = fields.String(required=True)


class PetsIn(Schema):
    pets = fields.List(fields.Nested(PetIn), required=True)


@app.get("/pets")
@app.auth_required(auth)
@app.output(PetIn(many=True))
def pets():
    return PETS


@app.post("/pets")
@app.auth_required(auth)
@app.input(PetIn)
@app.output(PetIn, status_code=201)
def add(json_data):
    PETS.append(json_data)
    return json_data


@app.delete("/pets")
@app.auth_required(auth)
@app.output({}, status_code=204)
def clear():
    PETS.clear()
    return ""


@app.put("/pets/restore")  # found: route-without-decision
@app.input(PetsIn)
@app.output(PetIn(many=True))
def restore(json_data):
    PETS[:] = json_data["pets"]
    return PETS


@app.get("/me")
@app.auth_required(auth)
def me():
    return {"name": auth.current_user}
