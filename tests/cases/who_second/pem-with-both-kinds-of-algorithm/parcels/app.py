import connexion

SPEC = {
    "openapi": "3.0.3",
    "info": {"title": "Parcels", "version": "1"},
    "components": {
        "securitySchemes": {
            "jwt": {"type": "http", "scheme": "bearer", "x-bearerInfoFunc": "parcels.security.bearer_info"}
        }
    },
    "security": [{"jwt": []}],
    "paths": {
        "/parcels": {
            "get": {"operationId": "parcels.handlers.search", "responses": {"200": {"description": "mine"}}},
            "post": {
                "operationId": "parcels.handlers.post",
                "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["to"]}}}},
                "responses": {"201": {"description": "sent"}},
            },
        }
    },
}


def create_app():
    app = connexion.FlaskApp(__name__)
    app.add_api(SPEC)
    return app
