from vocab.readers import words


def merged(uploads):
    pairs = ((upload.filename, upload.read()) for upload in uploads)
    lists = map(lambda pair: words(*pair), pairs)  # noqa: C417  # as the team writes it
    return sorted({word for found in lists for word in found})
