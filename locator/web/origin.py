"""Whether a form was sent from a page of ours, by what browsers say of themselves."""

from urllib.parse import urlsplit

from flask import Request


def from_elsewhere(asked: Request) -> bool:
    """Tell whether a browser says that another site sent this form.

    A page that sends no referrer sends `Origin: null`, which tells nothing; a browser that
    sends neither header is left to the token in the form.
    """
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = asked.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != asked.host
