from flask_restx import reqparse

volume_arguments = reqparse.RequestParser()
volume_arguments.add_argument("year", type=int, required=True, location="args")
volume_arguments.add_argument("kind", choices=("sun", "moon"), default="sun", location="args")
volume_arguments.add_argument("title", type=str, default="", location="args")
