import json
import os
from pathlib import Path

DEVICES = json.loads(Path(os.environ["ENROLMENT_FILE"]).read_text())
