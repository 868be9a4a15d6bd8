import logging

from fastapi import FastAPI, HTTPException, UploadFile

from profiling.readers import UnknownTable, read_table

logger = logging.getLogger(__name__)
app = FastAPI()


@app.post("/profile")
def profile(table: UploadFile):
    try:
        df = read_table(table.filename, table.file)
    except UnknownTable as err:
        raise HTTPException(415, f"cannot read {err}") from err
    logger.info("profiled %d rows", len(df))
    return {"rows": len(df), "missing": df.isna().sum().to_dict()}
