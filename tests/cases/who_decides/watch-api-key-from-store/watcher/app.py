import os

from flask import Flask
from flask_restful import Api

from watcher.api import Watches
from watcher.store import Store

app = Flask(__name__)
api = Api(app)
api.add_resource(Watches, "/api/v1/watch", resource_class_kwargs={"store": Store(os.environ["WATCHER_STORE"])})
