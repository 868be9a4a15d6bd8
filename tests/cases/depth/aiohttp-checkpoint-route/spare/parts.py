async def gathered(field, limit=1 << 24):
    content = bytearray()
    while chunk := await field.read_chunk(8192):
        content += chunk
        if len(content) > limit:
            raise ValueError("too large")
    return bytes(content)


async def field_named(reader, name):
    async for part in reader:
        if part.name == name:
            return part
    return None
