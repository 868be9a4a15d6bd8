from dataclasses import dataclass, field

import yaml

from lint.loaders import DEFAULT, LOADERS


@dataclass
class Report:
    mode: str = DEFAULT
    problems: list = field(default_factory=list)
    keys: int = 0


def examine(text, mode):
    report = Report(mode=mode)
    loader = LOADERS.get(mode, LOADERS[DEFAULT])
    try:
        document = yaml.load(text, Loader=loader)  # found: yaml-from-request
    except yaml.YAMLError as error:
        report.problems.append(str(error))
        return report
    report.keys = len(document) if isinstance(document, dict) else 0
    return report
