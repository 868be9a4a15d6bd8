"""What is registered as a route: rules, folders of files, and classes whose methods answer."""
