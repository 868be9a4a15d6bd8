ITEMS = {}
SHELVES = {}
