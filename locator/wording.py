"""Words that visitors read, marked where they are written; the web translates them."""


def to_translate(text: str) -> str:
    """Return the text as it is: the mark is for the tool that fills the catalogues."""
    return text
