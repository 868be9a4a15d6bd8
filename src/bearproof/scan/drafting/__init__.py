"""What would the API's own document say? A draft in OpenAPI 3.1, made from the source."""
