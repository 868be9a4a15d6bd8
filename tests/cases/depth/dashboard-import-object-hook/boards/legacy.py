from boards.models import Dashboard, Slice

Chart = Slice

__all__ = ["Chart", "Dashboard"]
