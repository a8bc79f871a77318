"""Follows one unit: python3 follow.py URL USER PASSWORD UNIT [POSITIONS]."""

import json
import sys
import threading
import time
import urllib.error
import urllib.request


def call(method, path, body=None):
    headers = {"Content-Type": "application/json"}
    if login["token"]:
        headers["Authorization"] = "Bearer " + login["token"]
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=10) as response:
        fresh = response.headers.get("Authorization")
        if fresh:
            login["token"] = fresh.split(" ", 1)[1]
        text = response.read()
        return json.loads(text) if text else None


def subscribe(stream):
    token = call("GET", "/api/v1/monitoring/unit/" + unit)["data"]["token"]
    call("POST", "/sse/telemetry/subscribe/" + stream + "/" + token)


def events(last_id):
    """Yields (id, event) until the connection ends."""
    request = urllib.request.Request(url + "/sse/telemetry/connect")
    if last_id:
        request.add_header("Last-Event-ID", last_id)
    with urllib.request.urlopen(request, timeout=60) as lines:
        if lines.status == 204:
            return
        event_id, data = last_id, []
        for line in lines:
            field, _, value = line.decode().rstrip("\r\n").partition(":")
            value = value.removeprefix(" ")
            if field == "id":
                event_id = value
            elif field == "data":
                data.append(value)
            elif not field and not value and data:
                yield event_id, json.loads("\n".join(data))
                data = []


def follow():
    last_id, stream, seen = None, None, 0
    while True:
        try:
            for last_id, event in events(last_id):
                kind = event["type"]
                if kind == "stream_id":
                    stream = event["stream_id"]
                    if not event.get("resumed"):
                        # Not on this thread, which reads the stream.
                        threading.Thread(target=subscribe, args=(stream,), daemon=True).start()
                elif kind == "ping":
                    call("POST", "/sse/telemetry/pong/" + stream)
                elif kind == "gps" and event["telemetry"].get("gps"):
                    gps = event["telemetry"]["gps"]
                    print(gps.get("timestamp"), gps.get("latitude"), gps.get("longitude"), flush=True)
                    seen += 1
                    if seen == wanted:
                        return
            # An id of an ended stream gets 204: begin a new stream.
        except urllib.error.HTTPError as refused:
            print(refused.read().decode(), file=sys.stderr)
        except OSError as lost:
            print("lost:", lost, file=sys.stderr)
        time.sleep(2)


url, username, password, unit = sys.argv[1:5]
wanted = int(sys.argv[5]) if len(sys.argv) > 5 else -1
login = {"token": None}
call("POST", "/api/v1/auth/login", {"username": username, "password": password})
follow()
