"""What a run measured, as pictures for docs/performance.md."""

from collections import defaultdict
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench.table import Line, Table

OURS = "ours"
# Apart in brightness too, for whoever sees no colors; ours is the one in teal.
COLORS = ("#0b5f66", "#4d9aa0", "#111111", "#8a5a00", "#6b6b6b", "#b0542f")
MARKERS = "o^sDvX"
# The same file for the same numbers: no date in it, no ids drawn by chance.
STEADY = {"svg.hashsalt": "bench", "svg.fonttype": "none", "font.size": 9}


def draw(table: Table, folder: Path) -> None:
    """Write a picture of each kind that the run has numbers for."""
    folder.mkdir(parents=True, exist_ok=True)
    curves: dict[str, list[Line]] = defaultdict(list)
    for line in table.lines:
        if line.curve:
            curves[line.curve].append(line)
    with mpl.rc_context(STEADY):
        if curves:
            save(draw_growth(curves), folder / "growth.svg")
        if table.rates:
            save(draw_rates(table.rates), folder / "requests.svg")


def draw_growth(curves: dict[str, list[Line]]) -> Figure:
    """Draw how the median and the 99th percentile grow with the number of places."""
    figure = Figure(figsize=(9, 4.6), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    ordered = sorted(curves, key=lambda name: not name.startswith(OURS))
    for number, name in enumerate(ordered):
        lines = sorted(curves[name], key=lambda line: line.size)
        sizes = [line.size for line in lines]
        look = {
            "label": name,
            "color": COLORS[number % len(COLORS)],
            "marker": MARKERS[number % len(MARKERS)],
            "linewidth": 2.5 if name.startswith(OURS) else 1.2,
        }
        left.loglog(sizes, [line.times.p50 for line in lines], **look)
        right.loglog(sizes, [line.times.p99 for line in lines], **look)
    name_axes(left, "median")
    name_axes(right, "99th percentile")
    left.set_ylabel("milliseconds for one search")
    figure.legend(
        *left.get_legend_handles_labels(),
        loc="outside lower center",
        ncols=2,
        frameon=False,
    )
    return figure


def name_axes(axes: Axes, title: str) -> None:
    axes.set_title(title)
    axes.set_xlabel("places in the directory")
    axes.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)


def draw_rates(rates: dict[str, float]) -> Figure:
    """Draw requests per second, the most first."""
    names = sorted(rates, key=rates.__getitem__)
    figure = Figure(figsize=(9, 0.6 + 0.4 * len(names)), layout="constrained")
    axes = figure.subplots()
    bars = axes.barh(
        names, [rates[name] for name in names], color=COLORS[0], height=0.6
    )
    axes.bar_label(bars, fmt="{:,.0f}", padding=4)
    axes.set_xscale("log")
    axes.set_xlabel("requests per second, two processors, load generator included")
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.15)
    return figure


def save(figure: Figure, path: Path) -> None:
    figure.savefig(path, metadata={"Date": None})
