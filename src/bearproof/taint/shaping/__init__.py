"""What does a class of the app look like on the wire? Its JSON Schema, from annotations and field objects."""
