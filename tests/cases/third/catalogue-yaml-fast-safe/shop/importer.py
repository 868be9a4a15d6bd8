import yaml

FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CatalogueError(ValueError):
    pass


class CatalogueImporter:
    def __init__(self, stream):
        try:
            self.document = yaml.load(stream, Loader=FastLoader)
        except yaml.YAMLError as error:
            raise CatalogueError("no catalogue") from error

    def products(self):
        for entry in self.document.get("products", []):
            yield str(entry["sku"]), str(entry["title"])
