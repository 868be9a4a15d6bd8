"""What does one request leave in a store that another takes out? Databases, caches, files and queues."""
