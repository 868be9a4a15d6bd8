class Chain:
    def __init__(self, plugins):
        self._plugins = list(plugins)

    def names(self):
        return [plugin.name for plugin in self._plugins]

    def apply(self, numbers, text):
        for number in numbers:
            text = self._plugins[number].transform(text)
        return text
