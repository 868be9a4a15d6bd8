class LineGraph:
    content_type = "image/svg+xml"

    def __init__(self, **options):
        self.width = options.get("width", 330)
        self.height = options.get("height", 250)
        self.series = options.get("data", [])

    def output(self):
        lines = "".join(f"<polyline points='{points}'/>" for points in self.series)
        return f"<svg width='{self.width}' height='{self.height}'>{lines}</svg>"


class PieGraph(LineGraph):
    def output(self):
        return f"<svg width='{self.width}'><circle r='{self.height // 2}'/></svg>"


GRAPH_TYPES = {"line": LineGraph, "pie": PieGraph}
