# SPDX-License-Identifier: ISC
"""A mirror on loopback that can fail in each way that mirrors fail."""

from __future__ import annotations

import base64
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Behaviour:
    """How the mirror treats requests for a path; each fault happens `times` times."""

    data: bytes = b""
    status: int = 200
    times: int = 1 << 30
    cut: int = -1  # close after this many bytes of the body
    announce: int = -1  # another Content-Length than the body's
    ranges: bool = True
    stall: float = 0  # seconds before the body
    slow: float = 0  # seconds after each kilobyte
    location: str = ""
    login: str = ""  # user:password that is wanted
    type: str = "application/octet-stream"
    fine: Behaviour | None = None  # what follows when `times` is used up


@dataclass
class Mirror:
    """The running server: its address, what it serves, and what it was asked."""

    paths: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""

    def __enter__(self) -> Mirror:
        mirror = self

        class Handler(_Handler):
            served = mirror

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,)).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def ranges(self) -> list[str]:
        """The Range header of each request, empty without one."""
        return [headers.get("Range", "") for _, headers in self.asked]


class _Handler(BaseHTTPRequestHandler):
    served: Mirror

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        # A proxy is asked for a whole address.
        path = re.sub(r"^http://[^/]+", "", self.path)
        self.served.asked.append((self.path, dict(self.headers)))
        how = self.served.paths.get(path, Behaviour(status=404))
        if how.times <= 0 and how.fine:
            how = how.fine
        how.times -= 1
        self._answer(how)

    def _answer(self, how: Behaviour) -> None:
        if how.login and not self._logged_in(how.login):
            self._head(401, 0)
        elif how.location:
            self.send_response(302)
            self.send_header("Location", how.location)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif how.status != 200:
            self._head(how.status, 0)
        else:
            self._body(how)

    def _logged_in(self, login: str) -> bool:
        wanted = "Basic " + base64.b64encode(login.encode()).decode()
        return self.headers.get("Authorization") == wanted

    def _head(self, status: int, length: int, **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _body(self, how: Behaviour) -> None:
        start = 0
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if found and how.ranges:
            start = int(found[1])
        body = how.data[start:]
        length = how.announce if how.announce >= 0 else len(body)
        if start:
            span = f"bytes {start}-{len(how.data) - 1}/{len(how.data)}"
            self._head(206, length, Content_Range=span)
        else:
            self._head(200, length, Content_Type=how.type)
        time.sleep(how.stall)
        self._send(body if how.cut < 0 else body[: how.cut], how.slow)
        self.close_connection = True

    def _send(self, body: bytes, slow: float) -> None:
        try:
            for place in range(0, len(body), 1024 if slow else 1 << 20):
                self.wfile.write(body[place : place + (1024 if slow else 1 << 20)])
                self.wfile.flush()
                time.sleep(slow)
        except (BrokenPipeError, ConnectionResetError):
            pass
