"""What do the request objects of other frameworks hold? Attributes and calls by class and kind; Flask's stand apart.

A class is named by where its framework documents it; `aliases` lead there from its other homes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bearproof.catalog.rows import Kind, Source

_Parts = Mapping[Kind, str]

#: Attributes by class: the names of one kind stand in one text.
_ATTRIBUTES: Mapping[str, _Parts] = {
    "starlette.requests.Request": {
        Kind.QUERY: "query_params url",
        Kind.HEADER: "headers",
        Kind.COOKIE: "cookies",
        Kind.PATH: "path_params",
    },
    "starlette.websockets.WebSocket": {
        Kind.QUERY: "query_params url",
        Kind.HEADER: "headers",
        Kind.COOKIE: "cookies",
        Kind.PATH: "path_params",
    },
    "starlette.datastructures.UploadFile": {Kind.FILE: "file filename"},
    "django.http.HttpRequest": {
        Kind.QUERY: "GET",
        Kind.FORM: "POST",
        Kind.FILE: "FILES",
        Kind.COOKIE: "COOKIES",
        Kind.HEADER: "headers META",
        Kind.BODY: "body",
        Kind.SESSION: "session",
    },
    "rest_framework.request.Request": {
        Kind.QUERY: "query_params GET",
        Kind.FORM: "POST",
        Kind.FILE: "FILES",
        Kind.COOKIE: "COOKIES",
        Kind.HEADER: "headers META",
        Kind.BODY: "data body stream",
        Kind.SESSION: "session",
    },
    "aiohttp.web.Request": {
        Kind.QUERY: "query query_string rel_url url",
        Kind.HEADER: "headers raw_headers",
        Kind.COOKIE: "cookies",
        Kind.PATH: "match_info",
        Kind.BODY: "content",
    },
    "tornado.httputil.HTTPServerRequest": {
        Kind.QUERY: "query query_arguments arguments uri",
        Kind.FORM: "body_arguments",
        Kind.FILE: "files",
        Kind.HEADER: "headers",
        Kind.COOKIE: "cookies",
        Kind.BODY: "body",
    },
    "tornado.web.RequestHandler": {Kind.COOKIE: "cookies", Kind.PATH: "path_args path_kwargs"},
    "bottle.request": {
        Kind.QUERY: "query query_string GET params url",
        Kind.FORM: "forms POST",
        Kind.FILE: "files",
        Kind.COOKIE: "cookies",
        Kind.HEADER: "headers",
        Kind.BODY: "body json",
        Kind.PATH: "url_args",
    },
    "falcon.Request": {
        Kind.QUERY: "params query_string uri url",
        Kind.FORM: "form",
        Kind.HEADER: "headers auth",
        Kind.COOKIE: "cookies",
        Kind.BODY: "media stream bounded_stream",
    },
    "sanic.Request": {
        Kind.QUERY: "args query_args query_string url",
        Kind.FORM: "form",
        Kind.FILE: "files",
        Kind.HEADER: "headers token",
        Kind.COOKIE: "cookies",
        Kind.PATH: "match_info",
        Kind.BODY: "body json stream",
    },
    "pyramid.request.Request": {
        Kind.QUERY: "GET params query_string url",
        Kind.FORM: "POST",
        Kind.HEADER: "headers authorization",
        Kind.COOKIE: "cookies",
        Kind.PATH: "matchdict",
        Kind.BODY: "body json_body json body_file text",
        Kind.SESSION: "session",
    },
    "litestar.Request": {
        Kind.QUERY: "query_params url",
        Kind.HEADER: "headers",
        Kind.COOKIE: "cookies",
        Kind.PATH: "path_params",
    },
    "connexion.request": {
        Kind.QUERY: "args query_params",
        Kind.HEADER: "headers",
        Kind.COOKIE: "cookies",
        Kind.BODY: "json data",
        Kind.FORM: "form",
        Kind.FILE: "files",
    },
    "http.server.BaseHTTPRequestHandler": {Kind.HEADER: "headers", Kind.BODY: "rfile", Kind.PATH: "path"},
    "socketserver.StreamRequestHandler": {Kind.MESSAGE: "rfile"},
    "cherrypy.request": {
        Kind.QUERY: "params",
        Kind.HEADER: "headers",
        Kind.COOKIE: "cookie",
        Kind.BODY: "body json",
    },
}
_CALLS: Mapping[str, _Parts] = {
    "starlette.requests.Request": {Kind.BODY: "body json stream", Kind.FORM: "form"},
    "starlette.websockets.WebSocket": {
        Kind.MESSAGE: "receive receive_text receive_bytes receive_json iter_text iter_bytes iter_json"
    },
    "starlette.datastructures.UploadFile": {Kind.FILE: "read"},
    "django.http.HttpRequest": {Kind.BODY: "read readline readlines", Kind.COOKIE: "get_signed_cookie"},
    "aiohttp.web.Request": {Kind.BODY: "read text json multipart", Kind.FORM: "post"},
    "aiohttp.web.WebSocketResponse": {Kind.MESSAGE: "receive receive_str receive_bytes receive_json"},
    "tornado.web.RequestHandler": {
        Kind.QUERY: "get_argument get_arguments get_query_argument get_query_arguments",
        Kind.FORM: "get_body_argument get_body_arguments",
        Kind.COOKIE: "get_cookie",
    },
    "bottle.request": {Kind.COOKIE: "get_cookie", Kind.HEADER: "get_header"},
    "falcon.Request": {
        Kind.QUERY: "get_param get_param_as_list get_param_as_json",
        Kind.HEADER: "get_header",
        Kind.COOKIE: "get_cookie_values",
        Kind.BODY: "get_media",
    },
    "sanic.Request": {Kind.QUERY: "get_args", Kind.FORM: "get_form"},
    "litestar.Request": {Kind.BODY: "body json msgpack stream", Kind.FORM: "form"},
    # Listeners: whoever reaches the port writes what arrives.
    "socket.socket": {Kind.MESSAGE: "recv recvfrom recvmsg recv_into makefile"},
    "websocket.WebSocketApp": {Kind.MESSAGE: "recv"},
    "websockets.WebSocketServerProtocol": {Kind.MESSAGE: "recv recv_streaming"},
    "simple_websocket.Server": {Kind.MESSAGE: "receive"},
    "zmq.Socket": {Kind.MESSAGE: "recv recv_multipart recv_string recv_json recv_serialized recv_unicode on_recv"},
    "asyncio.StreamReader": {Kind.MESSAGE: "read readline readexactly readuntil"},
    "multiprocessing.connection.Connection": {Kind.MESSAGE: "recv_bytes"},
    # Messages of brokers that others than we may publish to; more of them stand in `peers`.
    "paho.mqtt.subscribe": {Kind.MESSAGE: "simple"},
}
#: What an AI client answers. Whoever can write into a prompt can write this.
_MODELS: tuple[str, ...] = (
    "openai.OpenAI.chat.completions.create",
    "openai.OpenAI.chat.completions.parse",
    "openai.OpenAI.beta.chat.completions.parse",
    "openai.OpenAI.completions.create",
    "openai.OpenAI.responses.create",
    "openai.OpenAI.responses.parse",
    "openai.ChatCompletion.create",
    "openai.Completion.create",
    "openai.chat.completions.create",
    "openai.responses.create",
    "anthropic.Anthropic.messages.create",
    "anthropic.Anthropic.completions.create",
    "cohere.Client.chat",
    "cohere.Client.generate",
    "mistralai.Mistral.chat.complete",
    "groq.Groq.chat.completions.create",
    "google.generativeai.GenerativeModel.generate_content",
    "google.genai.Client.models.generate_content",
    "vertexai.generative_models.GenerativeModel.generate_content",
    "ollama.chat",
    "ollama.generate",
    "ollama.Client.chat",
    "ollama.Client.generate",
    "litellm.completion",
    "litellm.acompletion",
    "together.Together.chat.completions.create",
    "replicate.run",
    "huggingface_hub.InferenceClient.text_generation",
    "huggingface_hub.InferenceClient.chat_completion",
    "transformers.pipeline()",
    "langchain_openai.ChatOpenAI.invoke",
    "langchain_openai.ChatOpenAI.predict",
    "langchain_anthropic.ChatAnthropic.invoke",
    "langchain_community.llms.Ollama.invoke",
    "langchain.llms.OpenAI.predict",
    "langchain.chains.LLMChain.run",
    "llama_cpp.Llama",
    "vllm.LLM.generate",
)
#: What the one who starts the process says. A weaker kind: often that is the owner.
_OPERATOR: tuple[Source, ...] = (
    Source("sys.argv", Kind.COMMAND_LINE),
    Source("sys.stdin", Kind.COMMAND_LINE),
    Source("argparse.ArgumentParser.parse_args", Kind.COMMAND_LINE, call=True),
    Source("argparse.ArgumentParser.parse_known_args", Kind.COMMAND_LINE, call=True),
    Source("builtins.input", Kind.COMMAND_LINE, call=True),
)


def _rows(table: Mapping[str, _Parts], *, call: bool) -> Iterator[Source]:
    for name, parts in table.items():
        for kind, words in parts.items():
            yield from (Source(f"{name}.{word}", kind, call=call) for word in words.split())


REQUEST_PARTS: tuple[Source, ...] = (
    *_rows(_ATTRIBUTES, call=False),
    *_rows(_CALLS, call=True),
    *(Source(name, Kind.MODEL_OUTPUT, call=True) for name in _MODELS),
    *_OPERATOR,
)
