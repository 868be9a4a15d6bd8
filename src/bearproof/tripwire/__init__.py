"""What would the app have done with these bytes? Audit hook, import finder and wrapped sinks; standard library only."""
