"""The `locator` command: a thin layer that says what happened and exits with a code."""

import errno
import sys

import click

from locator import __version__
from locator.cli import (
    ask,
    backup,
    counts,
    data,
    db,
    decisions,
    desk,
    doctor,
    facts,
    geocode,
    history,
    ids,
    match,
    pack,
    scaffold,
    serve,
    site,
)
from locator.cli.session import exit_code
from locator.config import Settings
from locator.errors import LocatorError

DISK_FAULTS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="treatment-locator")
@click.pass_context
def cli(context: click.Context) -> None:
    """Find addiction treatment near a place, from public directories.

    Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 overdue, 5 busy.
    """
    if context.obj is None:
        context.obj = Settings.from_environ()


for command in (
    serve.serve,
    serve.refresh,
    data.sync,
    data.import_,
    data.sample,
    data.export,
    ask.search,
    ask.show,
    pack.pack,
    counts.counts,
    history.history,
    ids.ids,
    match.match,
    decisions.decisions,
    desk.desk,
    doctor.doctor,
    facts.facts,
    geocode.geocode,
    scaffold.sources,
    site.site,
    db.db,
    backup.backup,
    backup.restore,
):
    cli.add_command(command)


def main() -> None:
    """Run the command; an error of ours is one line on stderr and an exit code."""
    try:
        # Not standalone, click returns the code that a command exits with.
        sys.exit(cli.main(standalone_mode=False))
    except click.exceptions.Abort:
        sys.exit("locator: stopped")
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except LocatorError as error:
        click.echo(f"locator: {error}", err=True)
        sys.exit(exit_code(error))
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:  # a full disk, a folder that is not ours
        if error.filename is None and error.errno not in DISK_FAULTS:
            raise
        named = f": {error.filename}" if error.filename else ""
        sys.exit(f"locator: {error.strerror}{named}")
