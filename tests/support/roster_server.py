#!/usr/bin/env python3
"""A small server on the loopback for the tests of roster sync. Prints its port; ends when stdin closes.

/ok.csv (with an etag), /grow.csv (a row more each time), /bad.csv (a line without a name), /hop/N, /loop, /out (to another host), /file, /slow, /big, /cut, /html, /auth, /none.
"""
import http.server
import os
import sys
import threading

CSV = "氏名,所属\n山田 太郎,甲\n鈴木 花子,乙\n".encode()


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/ok.csv":
            if self.headers.get("If-None-Match") == '"one"':
                self.answer(304, ETag='"one"')
            else:
                self.answer(200, CSV, ETag='"one"', Content_Type="text/csv")
        elif path == "/grow.csv":
            COUNT["grow"] += 1
            rows = "".join(f"参加者{number},甲\n" for number in range(COUNT["grow"]))
            self.answer(200, f"氏名,所属\n{rows}".encode(), Content_Type="text/csv")
        elif path == "/bad.csv":
            self.answer(200, CSV + ",丙\n".encode(), Content_Type="text/csv")
        elif path == "/loop":
            self.answer(302, Location="/loop")
        elif path.startswith("/hop/"):
            left = int(path[5:])
            self.answer(302, Location=f"/hop/{left - 1}" if left > 1 else "/ok.csv")
        elif path == "/out":
            self.answer(302, Location="http://example.invalid/a.csv")
        elif path == "/file":
            self.answer(302, Location="file:///etc/passwd")
        elif path == "/slow":
            STOP.wait(20)
        elif path == "/big":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(60):
                    self.wfile.write(b"x" * (1 << 20))
            except OSError:
                pass
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", str(len(CSV) + 100))
            self.end_headers()
            self.wfile.write(CSV)
        elif path == "/html":
            self.answer(200, b"<html>login</html>", Content_Type="text/html; charset=utf-8")
        elif path == "/auth":
            good = self.headers.get("Authorization") == "Basic dTpw"
            self.answer(200 if good else 401, CSV if good else b"")
        else:
            self.answer(404)


STOP = threading.Event()
COUNT = {"grow": 0}
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
