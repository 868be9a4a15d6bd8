from flask import Flask

from clinic.appointments import appointments

app = Flask(__name__)
app.register_blueprint(appointments)
