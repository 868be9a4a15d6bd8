def fill(layout, text):
    lines = []
    width = layout["columns"]
    for paragraph in text.splitlines():
        rest = paragraph
        while rest:
            lines.append(rest[:width])
            rest = rest[width:]
    return lines
