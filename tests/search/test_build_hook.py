"""The build compiles the search, and goes on without where there is no compiler."""

import importlib.util
import shutil
import sysconfig
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.programs import need_program

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "locator/search").glob("compiled*.p*"))

pytestmark = pytest.mark.long


@pytest.fixture
def hook_of(tmp_path):
    """Return the build hook of a copy of what it compiles, and what it warned of."""
    spec = importlib.util.spec_from_file_location(
        "hatch_build", ROOT / "hatch_build.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path / "locator/search"
    folder.mkdir(parents=True)
    for path in (
        *SOURCES,
        ROOT / "locator/search/__init__.py",
        ROOT / "locator/__init__.py",
    ):
        target = tmp_path / path.relative_to(ROOT)
        shutil.copy(path, target)
    warned = []
    app = SimpleNamespace(display_warning=warned.append)
    hook = module.CompileSearch(str(tmp_path), {}, None, None, "", "wheel", app)
    return hook, folder, warned


def build(hook):
    data = {"artifacts": [], "pure_python": True, "infer_tag": False}
    hook.initialize("standard", data)
    return data


def test_a_wheel_carries_what_was_compiled(hook_of):
    need_program("cc", "gcc")
    hook, folder, warned = hook_of
    data = build(hook)
    (built,) = folder.glob("compiled.*.so")
    assert data["artifacts"] == [f"locator/search/{built.name}"]
    assert (data["pure_python"], data["infer_tag"], warned) == (False, True, [])


def test_without_a_compiler_nothing_old_is_left_behind(hook_of, monkeypatch):
    hook, folder, warned = hook_of
    monkeypatch.setenv("CC", "/nowhere/cc")
    old = folder / f"compiled{sysconfig.get_config_var('EXT_SUFFIX')}"
    old.write_bytes(b"of older sources")
    data = build(hook)
    assert not old.exists()
    assert data == {"artifacts": [], "pure_python": True, "infer_tag": False}
    assert "/nowhere/cc" in warned[0]
