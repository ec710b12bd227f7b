"""Write the page that nginx shows for its own errors, from the crisis lines.

.venv/bin/python -m tools.build_unavailable
"""

from pathlib import Path

from locator.web.unavailable import unavailable_page

TARGET = Path(__file__).resolve().parents[1] / "deploy/nginx/unavailable.html"

if __name__ == "__main__":
    TARGET.write_text(unavailable_page(), encoding="utf-8")
    print(TARGET)
