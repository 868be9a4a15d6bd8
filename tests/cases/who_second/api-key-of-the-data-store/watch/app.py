import os

from flask import Flask
from flask_restful import Api

from watch.api import Watch, Watches
from watch.store import Datastore

app = Flask(__name__)
datastore = Datastore(os.environ["DATASTORE"])
api = Api(app)
api.add_resource(Watches, "/api/v1/watch", resource_class_kwargs={"datastore": datastore})
api.add_resource(Watch, "/api/v1/watch/<key>", resource_class_kwargs={"datastore": datastore})
