import yaml

from workflows.archive import SPEC, member, opened


class WorkflowSpec:
    def __init__(self, models, dag):
        self.models, self.dag = models, dag

    @staticmethod
    def from_archive(upload):
        with opened(upload) as archive:
            text = member(archive, SPEC)
        content = yaml.unsafe_load(text)  # found: yaml-from-request
        return WorkflowSpec(content["models"], content["dag"])

    def order(self):
        return [name for name in self.dag if name in self.models]
