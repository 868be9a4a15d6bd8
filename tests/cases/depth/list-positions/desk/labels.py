def label(note, length=20):
    text = " ".join(note.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def initials(note):
    return "".join(word[0] for word in note.split()[:3]).upper()
