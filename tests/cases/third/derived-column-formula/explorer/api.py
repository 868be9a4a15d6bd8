from fastapi import APIRouter, FastAPI, HTTPException

from explorer.frames import FRAMES, ColumnBuilder

router = APIRouter(prefix="/frames")


@router.get("/{data_id}/column")
def preview_column(data_id: str, formula: str, name: str = "new"):
    frame = FRAMES.get(data_id)
    if frame is None:
        raise HTTPException(404, "no such frame")
    built = ColumnBuilder(name, formula).build(frame)
    return {"values": built[name].tolist()}


app = FastAPI(title="explorer")
app.include_router(router)
