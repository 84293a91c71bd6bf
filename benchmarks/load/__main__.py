"""Run it alone: `python -m benchmarks.load --counts 100 1000 --rates 25 50 100 --licenses 1000000`."""

import argparse

from benchmarks.load.run import run

_parser = argparse.ArgumentParser(description=__doc__)
_parser.add_argument("--counts", type=int, nargs="+", default=[1000], help="open dashboards")
_parser.add_argument("--rates", type=float, nargs="+", default=[100], help="openings a second")
_parser.add_argument("--seconds", type=float, default=10, help="for how long each")
_parser.add_argument("--workers", type=int, default=2, help="1 is on SQLite, without Redis")
_parser.add_argument("--licenses", type=int, default=0, help="licenses in the database, of other people")
_parser.add_argument("--picture", default="", help="an SVG of the curve")

if __name__ == "__main__":
    run(**vars(_parser.parse_args()))
