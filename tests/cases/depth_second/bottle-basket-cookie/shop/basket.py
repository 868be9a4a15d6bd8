from shop.cookies import Kept


class Basket:
    items = Kept(dict)

    def add(self, article, count=1):
        items = self.items
        items[article] = items.get(article, 0) + count
        self.items = items
        return items
