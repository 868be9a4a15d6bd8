from fastapi import HTTPException, Request

LONGEST = 1 << 16


async def short_body(request: Request) -> bytes:
    body = await request.body()
    if len(body) > LONGEST:
        raise HTTPException(413, "too long")
    return body
