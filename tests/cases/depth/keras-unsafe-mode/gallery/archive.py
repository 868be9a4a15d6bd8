from dataclasses import dataclass
from pathlib import Path

from keras.models import load_model
from werkzeug.utils import secure_filename

FOLDER = Path("/srv/gallery")


@dataclass(frozen=True)
class Exhibit:
    name: str
    path: Path

    @classmethod
    def keep(cls, upload):
        name = secure_filename(upload.filename)
        path = FOLDER / name
        upload.save(path)
        return cls(name, path)

    def layers(self):
        model = load_model(self.path, safe_mode=False)  # found: deserializer-from-request
        return [layer.name for layer in model.layers]
