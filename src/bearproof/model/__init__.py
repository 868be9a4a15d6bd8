"""What is the app? Source files in an intermediate form, routes, and what decides on them."""
