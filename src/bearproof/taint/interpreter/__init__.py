"""What does code do to values? Abstract execution: statements, expressions, conditions, calls and objects."""
