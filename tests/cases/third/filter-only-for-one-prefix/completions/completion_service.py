class CompletionService:
    def complete(self, prompt: str, limit: int) -> str:
        words = prompt.split()
        return " ".join((words * limit)[:limit]) if words else ""
