"""Compiles the search while the package is built; without a compiler, numpy does it.

`locator.search.engine` picks what is there, and `locator doctor` says which it is.
"""

import shutil
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from Cython.Build import cythonize
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.errors import CCompilerError, ExecError, PlatformError

MODULE = "locator.search.compiled"
# The same sums as numpy's: no two operations become one that rounds once.
COMPILER_FLAGS = ("-O3", "-g0", "-ffp-contract=off")


class CompileSearch(BuildHookInterface[Any]):
    """Puts the compiled module beside its source, and into a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling passes it
        """Compile, where a compiler is."""
        root = Path(self.root)
        try:
            built = compile_module(root)
        except (CCompilerError, ExecError, PlatformError) as error:
            compiled_path(root).unlink(missing_ok=True)  # made of older sources
            self.app.display_warning(f"The search is left to numpy: {error}")
            return
        build_data["artifacts"].append(built.relative_to(root).as_posix())
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def compiled_path(root: Path) -> Path:
    """Return where the compiled module of a project lies, for this Python."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return root / f"{MODULE.replace('.', '/')}{suffix}"


def compile_module(root: Path, flags: Sequence[str] = COMPILER_FLAGS) -> Path:
    """Compile the Cython module of a project; it appears whole or not."""
    source, target = root / f"{MODULE.replace('.', '/')}.pyx", compiled_path(root)
    with tempfile.TemporaryDirectory(prefix="locator-build-") as folder:
        extension = Extension(
            MODULE,
            [str(source)],
            extra_compile_args=list(flags),
            extra_link_args=[flag for flag in flags if "sanitize" in flag],
        )
        modules = cythonize(
            [extension], build_dir=folder, include_path=[str(root)],
            quiet=True,
        )  # fmt: skip
        command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
        command.build_temp = command.build_lib = folder
        command.ensure_finalized()
        command.run()
        # Renamed into place: a server that runs keeps the file that it has mapped.
        partial = target.with_suffix(".partial")
        shutil.copy(command.get_ext_fullpath(MODULE), partial)
        partial.replace(target)
    return target
