"""What stands in the bytes of the tree? Answers that need no parsing."""
