"""What does an API's own document promise? OpenAPI 3.0, 3.1 and Swagger 2, read with care."""
