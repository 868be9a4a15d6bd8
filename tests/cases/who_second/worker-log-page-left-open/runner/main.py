import os

from runner.environment import Environment
from runner.web import WebUI

app = WebUI(Environment(), os.environ["RUNNER_PASSWORD_HASH"], os.environ["RUNNER_SECRET"]).app
