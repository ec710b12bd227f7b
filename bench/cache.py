"""Public pages behind nginx's cache, beside nginx sending the same bytes from a file."""

import contextlib
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.table import Table
from bench.wrk import run_wrk
from tools.programs import free_port, listens, running

LEAST_CACHED = 0.60
PAGES = ("/", "/crisis", "/guides/medicines")
# The caching of deploy/nginx, without what needs a domain and a certificate.
CONFIGURATION = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
  access_log off; keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  proxy_cache_path {folder}/cache levels=1:2 keys_zone=pages:1m;
  upstream site {{ server 127.0.0.1:{site}; keepalive 16; }}
  server {{
    listen 127.0.0.1:{port};
    location /as-file/ {{
      alias {folder}/files/; default_type text/html; gzip_static always; gunzip on;
    }}
    location / {{
      proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host $host; proxy_set_header Accept-Encoding gzip;
      proxy_ignore_headers Vary;
      proxy_cache pages; proxy_cache_key $request_uri; proxy_cache_lock on;
      proxy_cache_revalidate on;
    }}
  }}
}}
"""


def bench_cache(table: Table, folder: Path, site: int, seconds: int) -> None:
    """Measure public pages through nginx, in front of the site on a port."""
    program = table.find_program("nginx")
    if program is None:
        return
    home = folder / "nginx"
    (home / "files").mkdir(parents=True)
    for number, page in enumerate(PAGES):
        asked = urllib.request.Request(
            f"http://127.0.0.1:{site}{page}", headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(asked) as answer:
            (home / f"files/{number}.html.gz").write_bytes(answer.read())
    with nginx(program, home, site) as port:
        files = [f"/as-file/{number}.html" for number in range(len(PAGES))]
        file = run_wrk(folder, port, files, seconds)
        cached = run_wrk(folder, port, PAGES, seconds)
    part = cached.per_second / file.per_second
    table.rates["nginx: from a file"] = file.per_second
    table.rates["nginx: public pages from its cache"] = cached.per_second
    table.note(
        f"nginx: {file.per_second:,.0f} requests/s from files,"
        f" {cached.per_second:,.0f} from its cache of public pages ({part:.0%});"
        f" {file.failed + cached.failed} failed"
    )
    table.promise(
        f"public pages behind nginx: at least {LEAST_CACHED:.0%} of a static file",
        kept=part >= LEAST_CACHED and not file.failed + cached.failed,
    )


@contextlib.contextmanager
def nginx(program: str, folder: Path, site: int) -> Iterator[int]:
    """Run nginx out of a folder until the block ends; give its port."""
    port, settings = free_port(), folder / "nginx.conf"
    settings.write_text(CONFIGURATION.format(folder=folder, port=port, site=site))
    # Its workers give up root's rights, and must still reach the files.
    for parent in (folder, *folder.parents):
        if parent.owner() == "root" and str(parent).startswith("/tmp/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    with running([program, "-c", settings, "-p", folder], lambda: listens(port)):
        yield port
