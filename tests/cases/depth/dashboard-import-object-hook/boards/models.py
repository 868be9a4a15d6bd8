class Slice:
    def __init__(self, slice_name="", viz_type="table", **params):
        self.slice_name, self.viz_type, self.params = slice_name, viz_type, params


class Dashboard:
    def __init__(self, title="", slices=(), **params):
        self.title, self.slices, self.params = title, list(slices), params


def title_of(board):
    return board.title or "untitled"
