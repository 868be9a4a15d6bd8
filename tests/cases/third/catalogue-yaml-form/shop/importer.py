import yaml


class CatalogueImporter:
    def __init__(self, stream):
        self.document = yaml.load(stream, Loader=yaml.Loader)  # found: yaml-from-request

    def products(self):
        for entry in self.document.get("products", []):
            yield entry["sku"], entry["title"], entry.get("price", 0)
