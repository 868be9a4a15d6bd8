class RegionRepository:
    def __init__(self) -> None:
        self._regions: dict[str, str] = {}

    def all(self) -> dict[str, str]:
        return dict(self._regions)

    def save(self, name: str, description: str) -> None:
        self._regions[name] = description

    def remove(self, name: str) -> None:
        self._regions.pop(name, None)
