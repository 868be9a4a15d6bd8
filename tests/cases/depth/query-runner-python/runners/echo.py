from .registry import QueryRunner, register


@register
class Echo(QueryRunner):
    def run_query(self, query):
        return {"rows": [{"query": query}], "columns": ["query"]}
