"""The benchmarks: `python -m bench` prints one table; ratios matter, not times."""
