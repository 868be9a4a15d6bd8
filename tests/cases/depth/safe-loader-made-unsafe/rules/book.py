import yaml

from rules.tags import RuleLoader


class RuleBook:
    def __init__(self):
        self._rules = []

    def add_text(self, text):
        for rule in yaml.load_all(text, Loader=RuleLoader):  # found: yaml-from-request
            self._rules.append((rule["when"], rule["then"]))
        return len(self._rules)

    def match(self, event):
        return [then for when, then in self._rules if when == event]
