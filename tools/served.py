"""The site over invented places on loopback, for the tools that look at it."""

import logging
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import make_server

from locator.config import Settings
from locator.store import Store
from locator.web import create_app


@contextmanager
def serving(store: Store, port: int = 0) -> Iterator[str]:
    """Serve a store's places; give the address that the site itself knows, too."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as home:
        server = make_server("127.0.0.1", port, lambda *_: [], threaded=True)
        address = f"http://127.0.0.1:{server.port}"
        settings = Settings(home=Path(home), database_url="sqlite://", base_url=address)
        server.app = create_app(settings, store=store)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()
        server.server_close()
