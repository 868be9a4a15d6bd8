from fastapi import APIRouter, FastAPI

from editor.schemas import Code, CodeValidationResponse
from editor.validate import function_arguments, validate_code

router = APIRouter(prefix="/api/v1", tags=["validate"])


@router.post("/validate/code")
async def post_validate_code(code: Code) -> CodeValidationResponse:
    errors = validate_code(code.code)
    if any(errors.values()):
        return CodeValidationResponse(errors=errors)
    return CodeValidationResponse(errors=errors, arguments=function_arguments(code.code))


app = FastAPI()
app.include_router(router)
