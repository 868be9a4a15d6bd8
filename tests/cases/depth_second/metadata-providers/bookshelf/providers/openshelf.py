import requests

from bookshelf.plugins import Provider


class OpenShelf(Provider):
    id = "openshelf"
    url = "https://openshelf.example/search.json"

    def search(self, query, locale="en"):
        answer = requests.get(self.url, params={"q": query, "lang": locale}, timeout=10)
        answer.raise_for_status()
        return [{"title": doc["title"], "id": doc["key"]} for doc in answer.json()["docs"]]
