from flask import Request
from werkzeug.utils import cached_property

from survey.decoding import decode


class SurveyRequest(Request):
    max_content_length = 1 << 18

    @cached_property
    def answers(self):
        return decode(self.get_data(cache=False))
