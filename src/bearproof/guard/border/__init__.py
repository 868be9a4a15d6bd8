"""What happens to a request before the app sees it, and to an answer before the server does? The side of WSGI."""
