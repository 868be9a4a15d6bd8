import connexion

application = connexion.FlaskApp(__name__, specification_dir=".")
application.add_api("openapi.yaml")
app = application.app
