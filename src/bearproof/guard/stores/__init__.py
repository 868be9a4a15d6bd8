"""Where is it kept which tokens were taken back, and which refresh tokens are out? In memory, SQLite or Redis."""
