import statistics


class MeanAggregator:
    def __init__(self, window: int) -> None:
        self.window = window

    def aggregate(self, values: list[float]) -> float:
        return statistics.fmean(values[-self.window :])


class MedianAggregator(MeanAggregator):
    def aggregate(self, values: list[float]) -> float:
        return statistics.median(values[-self.window :])
