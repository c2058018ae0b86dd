"""What the server answers beside the page, and what it allows the browser to load."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.phrases import page_text
from assistant.web.options import ChatOptions

_FOLDER = Path(__file__).parent
# The characters that each of the fonts has.
_FONTS = {
    "noto-sans-devanagari-{weight}.woff2": "U+0900-097F,U+1CD0-1CF9,U+200C-200D,U+20B9,U+25CC,U+A8E0-A8FF",
    "noto-sans-latin-{weight}.woff2": "U+0000-00FF,U+0131,U+0152-0153,U+2000-200B,U+200E-206F,U+20AC,U+2122",
}
_WEIGHTS = (400, 600)
_FONT_FILES = {font.format(weight=weight) for font in _FONTS for weight in _WEIGHTS}
# Whatever an article says, the browser talks to this server alone.
_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


def routes(options: ChatOptions) -> list[BaseRoute]:
    """Routes that come before the page's own, and before its sign-in."""
    routes: list[BaseRoute] = [Route("/healthz", _health), Route("/fonts/{name}", _font)]
    if not options.allow_upload:
        routes.append(Route("/gradio_api/upload", _forbidden, methods=["POST"]))
    return routes


async def _health(request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _forbidden(request: Request) -> Response:
    return JSONResponse({"detail": page_text("not_allowed", "en")}, status_code=403)


async def _font(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _FONT_FILES:
        return Response(status_code=404)
    return FileResponse(_FOLDER / "fonts" / name, media_type="font/woff2", headers={"Cache-Control": "max-age=31536000"})


class SafeHeaders:
    """Adds the headers that keep the browser with this server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request as ASGI has it."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = {
                    "content-security-policy": _POLICY,
                    "x-content-type-options": "nosniff",
                    "referrer-policy": "same-origin",
                }
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in added.items())]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def font_faces(root_path: str) -> str:
    """The style that names the fonts."""
    return "".join(
        f"@font-face{{font-family:'Noto Sans Devanagari Web';font-weight:{weight};font-display:swap;"
        f"src:url('{root_path}/fonts/{font.format(weight=weight)}') format('woff2');unicode-range:{characters}}}"
        for font, characters in _FONTS.items()
        for weight in _WEIGHTS
    )
