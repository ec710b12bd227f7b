"""`locator desk`: who may sign in, what waits, and laying decisions over the directory."""

import secrets
import sys
from datetime import UTC, datetime
from typing import IO

import click

from locator.cli.desk_work import do_work
from locator.cli.session import opened_store
from locator.config import Settings
from locator.errors import BadDecision, ConfigError
from locator.ingest.desk import read_check_lines, write_check_lines
from locator.store import Deed, DeskUser

TERMINAL = "terminal"
stdin_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input."
)


@click.group()
def desk() -> None:
    """Say who may work at the desk (/desk), and look at what waits there."""


@desk.command("add-user")
@click.argument("name")
@click.option("--role", required=True, help="What visitors read, like 'Front desk'.")
@stdin_option
@click.pass_obj
def add_user(settings: Settings, name: str, role: str, password_stdin: bool) -> None:
    """Let NAME sign in at /desk; with the first one the desk comes to be."""
    need_secret(settings)
    if not 0 < len(name.strip()) <= 64 or not 0 < len(role.strip()) <= 64:
        raise click.UsageError("A name and a role have 1 to 64 letters.")
    with opened_store(settings) as store:
        if store.desk.find_user(name.strip()):
            raise click.UsageError(
                f"{name} is there already: locator desk set-password"
            )
        # By chance, so that no cookie of somebody who had the name before fits.
        epoch = secrets.randbelow(2**30)
        password = asked_password(password_stdin)
        user = DeskUser(name.strip(), role.strip(), password, epoch)
        store.desk.add_user(user, deed("added user", name))
    click.echo(f"{name} may sign in at /desk.")


@desk.command("set-password")
@click.argument("name")
@stdin_option
@click.pass_obj
def set_password(settings: Settings, name: str, password_stdin: bool) -> None:
    """Give NAME a new password, end every session, and lift a lock-out."""
    with opened_store(settings) as store:
        if store.desk.find_user(name) is None:
            raise click.UsageError(f"There is no {name}.")
        hashed = asked_password(password_stdin)
        store.desk.set_password(name, hashed, deed("new password", name))
    click.echo(f"The password of {name} is new.")


@desk.command()
@click.argument("name")
@click.pass_obj
def remove(settings: Settings, name: str) -> None:
    """Let NAME sign in no more; without anybody there is no desk."""
    with opened_store(settings) as store:
        if not store.desk.remove_user(name, deed("removed user", name)):
            raise click.UsageError(f"There is no {name}.")
    click.echo(f"{name} may not sign in any more.")


@desk.command("list")
@click.pass_obj
def list_(settings: Settings) -> None:
    """Show who may sign in."""
    with opened_store(settings) as store:
        for user in store.desk.users():
            locked = user.locked_until and user.locked_until > datetime.now(UTC)
            click.echo(f"{user.name}: {user.role}{' (locked)' if locked else ''}")


@desk.command()
@click.option("--settle", is_flag=True, help="Then mark them all as dealt with.")
@click.pass_obj
def reports(settings: Settings, *, settle: bool) -> None:
    """Show what visitors reported and nobody has dealt with."""
    with opened_store(settings) as store:
        store.desk.forget_words(datetime.now(UTC).date())
        waiting = store.desk.reports()
        for kept in waiting:
            one = kept.report
            parts = (one.reported_on, kept.place_id, one.problem, one.number, one.words)
            click.echo(" | ".join(printable(part) for part in parts if part))
        if settle and waiting:
            ids = [kept.id for kept in waiting]
            store.desk.settle_reports(ids, deed("settled reports", str(ids)))


@desk.command()
@click.pass_obj
def diary(settings: Settings) -> None:
    """Show who did what at the desk, all of it, the newest first."""
    with opened_store(settings) as store:
        for one in store.desk.deeds(limit=None):
            at = one.at.strftime("%Y-%m-%d %H:%M")
            parts = (at, one.who, one.what, one.place_id, one.detail)
            click.echo(" | ".join(printable(part) for part in parts if part))


@desk.command()
@click.pass_obj
def work(settings: Settings) -> None:
    """Lay the desk's decisions over the directory, and find what is most in doubt."""
    with opened_store(settings) as store:
        click.echo(do_work(store, settings))


@desk.command()
@click.option(
    "-o", "--output", type=click.File("w", encoding="utf-8", lazy=False), default="-"
)
@click.pass_obj
def export(settings: Settings, output: IO[str]) -> None:
    """Write every phone check as JSON lines, for another home."""
    with opened_store(settings) as store:
        output.write(write_check_lines(kept.check for kept in store.desk.checks()))


@desk.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.pass_obj
def import_(settings: Settings, file: IO[str]) -> None:
    """Add the phone checks of a FILE that `export` wrote, but those that are there."""
    with opened_store(settings) as store:
        known = {kept.check for kept in store.desk.checks()}
        try:
            found = read_check_lines(file, datetime.now(UTC).date())
            new = [one for one in found if one not in known]
        except ValueError as error:
            raise BadDecision(f"{error} Nothing was changed.") from error
        store.desk.add_checks(new, deed("imported checks", str(len(new))))
    click.echo(f"{len(new):,} phone checks were added.")


def need_secret(settings: Settings) -> None:
    """Refuse to open a desk that could sign nothing."""
    if settings.secret_key is None and not settings.database_url.startswith("sqlite"):
        raise ConfigError(
            "Set LOCATOR_SECRET_KEY, the same on every node, before there is a desk:"
            " python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )


def asked_password(from_stdin: bool) -> str:
    """Return the hash of a password that was typed twice, or read from a pipe."""
    from locator.web.desk.passwords import (  # noqa: PLC0415 - slow to load
        hash_password,
    )

    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        return hash_password(password)
    except ValueError as short:
        raise click.UsageError(str(short)) from short


def deed(what: str, detail: str) -> Deed:
    """Return an entry for the diary; at a terminal nobody is signed in."""
    return Deed(datetime.now(UTC), TERMINAL, what, detail=detail)


def printable(text: str) -> str:
    """Return a stranger's words without what would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
