name = "Text difference"
description = "Detects all text changes where possible"
