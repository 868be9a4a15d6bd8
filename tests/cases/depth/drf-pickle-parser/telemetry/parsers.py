import pickle

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser


class PickleParser(BaseParser):
    media_type = "application/x-python-serialize"

    def parse(self, stream, _media_type=None, _parser_context=None):
        try:
            return pickle.load(stream)  # found: pickle-from-request
        except pickle.UnpicklingError as exc:
            raise ParseError(str(exc)) from exc


PARSERS = [JSONParser, PickleParser]
