import connexion

app = connexion.FlaskApp(__name__, specification_dir=".")
app.add_api("openapi.yaml")


@app.app.get("/live")
def live():
    return "ok"


if __name__ == "__main__":
    app.run(port=8080)
