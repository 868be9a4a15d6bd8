import logging

import yaml

logger = logging.getLogger(__name__)
METADATA = "metadata.yaml"


class ImportCommand:
    def __init__(self, contents, overwrite=False):
        self.contents = contents
        self.overwrite = overwrite
        self.imported = []

    def _metadata(self):
        text = self.contents.get(METADATA, "{}")
        metadata = yaml.load(text, Loader=yaml.Loader)  # found: yaml-from-request
        metadata.pop("type", None)
        return metadata

    def run(self):
        metadata = self._metadata()
        logger.info("importing a bundle of version %s", metadata.get("version"))
        for name, text in self.contents.items():
            if name != METADATA:
                self.imported.append((name, yaml.safe_load(text)))
        return len(self.imported)
