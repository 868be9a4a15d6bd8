from .registry import QueryRunner, register


@register
class Python(QueryRunner):
    @staticmethod
    def add_row(result, **values):
        result["rows"].append(values)

    def run_query(self, query):
        result = {"rows": [], "columns": []}
        scope = {"result": result, "add_row": self.add_row}
        code = compile(query, "<query>", "exec")  # found: code-from-request
        exec(code, scope)  # echo: code-from-request
        return result
