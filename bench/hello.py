"""The least that Flask can do, served exactly as the site is."""

import argparse

from flask import Flask

from bench.pages import hello_app
from locator.cli.serve import WebServer
from locator.config import Settings


class HelloServer(WebServer):
    """The site's own server with another app in it."""

    def load(self) -> Flask:
        return hello_app()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int)
    parser.add_argument("--workers", type=int)
    arguments = parser.parse_args()
    HelloServer(
        Settings.from_environ(), f"127.0.0.1:{arguments.port}", arguments.workers
    ).run()
