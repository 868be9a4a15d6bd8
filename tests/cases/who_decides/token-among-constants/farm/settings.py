WORKER_TOKENS = {
    "w-3b7e5d1c9a": "blender",
    "w-90aa1d7f42": "blender",
    "w-5e2f6680bb": "encoder",
}
