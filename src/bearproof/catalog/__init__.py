"""What is known about the world outside the scanned app? Data only: calls, sources, token APIs, words."""
