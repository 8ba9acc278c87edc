"""Who gets which bed: the time and memory of `afklaringd match` beside OR-tools and SciPy, on the same instances.

The peers are given the possible pairs and only place; `match` reads the file, finds the pairs, breaks ties, tells reasons and
writes. Objectives have to be equal. At the largest size both times have to be a fifth of the best peer's at most.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy
from ortools.graph.python import linear_sum_assignment, min_cost_flow
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from instances import make
from pairs import Pairs

PROGRAM = Path(__file__).resolve().parents[2] / ".build/release/afklaringd"
SIZES = [(300, 200), (2_000, 1_500), (10_000, 6_000)]
SHARE = 1 / 5


def main():
    arguments = argparse.ArgumentParser(prog="bin/bench matching", description=__doc__)
    arguments.add_argument("--short", action="store_true", help="without the largest size, and judged by objectives and memory alone: other work runs beside it")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments = arguments.parse_args()
    good = True
    for size in SIZES[:2] if arguments.short else SIZES:
        good = compare(*size, arguments.rounds, size == SIZES[-1], arguments.short) and good
    sys.exit(0 if good else 1)


def compare(referrals, beds, rounds, is_largest, is_short):
    with tempfile.TemporaryDirectory(prefix="afklaring-matching-", dir="/tmp") as folder:
        file, plan = Path(folder) / "instance.json", Path(folder) / "plan.json"
        instance = make(referrals, beds)
        file.write_text(json.dumps(instance))
        pairs = Pairs(instance)
        print(f"{referrals} x {beds}, {len(pairs.costs)} possible pairs, {file.stat().st_size >> 10} KB")
        ours = [match(file, plan) for _ in range(rounds)]
        solve, whole = (median(one[place] for one in ours) for place in range(2))
        memory = max(one[2] for one in ours)
        limit = (32 << 20) + 12 * file.stat().st_size
        print(f"  match: solve {solve:.3f} s, whole process {whole:.3f} s, {memory >> 20} MB (at most {limit >> 20}), "
              f"objective {ours[0][3]}", flush=True)
        peers = [peer(pairs) for peer in ((flow, sparse) if is_largest else (flow, dense, sparse))]
        for name, build, solved, objective in peers:
            print(f"  {name}: build {build:.3f} s, solve {solved:.3f} s, objective {objective}", flush=True)
    best = min(peers, key=lambda one: one[2])
    shares = solve / best[2], whole / (best[1] + best[2])
    print(f"  shares of the best peer's ({best[0]}): solve {shares[0]:.2f}, whole {shares[1]:.2f} "
          f"(at most {SHARE if is_largest else 1:.2f})")
    is_equal = all(one[3] == ours[0][3] for one in peers)
    if not is_equal:
        print("  the objectives differ")
    is_fast = max(shares) <= (SHARE if is_largest else 1)
    return is_equal and memory <= limit and (is_fast or is_short)


def match(file, plan):
    """Solve and whole time in seconds, the most memory in bytes, the objective."""
    began = time.monotonic()
    process = subprocess.Popen([PROGRAM, "match", "--instance", file, "--plan", plan])
    memory = 0
    while process.poll() is None:
        memory = max(memory, peak(process.pid))
        time.sleep(0.002)
    whole = time.monotonic() - began
    if process.returncode:
        sys.exit("afklaringd match failed")
    found = re.search(r'"objective": (\d+), "placed": \d+, "solve_ms": ([\d.]+)', plan.read_text())
    return float(found[2]) / 1000, whole, memory, int(found[1])


def peak(process):
    """The most resident memory since the program began; what was there before it is not its own."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
        if not text.startswith("Name:\tafklaringd"):
            return 0
        return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) << 10
    except (OSError, TypeError):
        return 0


def timed(build, solve):
    began = time.monotonic()
    built = build()
    between = time.monotonic()
    objective = solve(built)
    return between - began, time.monotonic() - between, int(objective)


def flow(pairs):
    """One unit from each referral through a bed, or past all of them, to the sink."""
    count, beds = len(pairs.none), len(pairs.beds)
    sink = count + beds

    def build():
        solver = min_cost_flow.SimpleMinCostFlow()
        tails = numpy.concatenate((pairs.referrals, numpy.arange(count), count + numpy.arange(beds)))
        heads = numpy.concatenate((count + pairs.beds_of, numpy.full(count + beds, sink)))
        costs = numpy.concatenate((pairs.costs, pairs.none, numpy.zeros(beds, int)))
        solver.add_arcs_with_capacity_and_unit_cost(tails, heads, numpy.ones(len(tails), int), costs)
        solver.set_nodes_supplies(numpy.arange(count), numpy.ones(count, int))
        solver.set_node_supply(sink, -count)
        return solver

    def solve(solver):
        if solver.solve() != solver.OPTIMAL:
            sys.exit("min-cost flow found no plan")
        return solver.optimal_cost()

    return "OR-tools min-cost flow", *timed(build, solve)


def with_none(pairs):
    """Each referral has a place of its own for none behind the beds."""
    count, beds = len(pairs.none), len(pairs.beds)
    own = numpy.arange(count)
    return (numpy.concatenate((pairs.referrals, own)), numpy.concatenate((pairs.beds_of, beds + own)),
            numpy.concatenate((pairs.costs, pairs.none)))


def dense(pairs):
    """As many on either side: whoever stands for an unused bed or place takes any of them for nothing."""
    count, beds = len(pairs.none), len(pairs.beds)

    def build():
        solver = linear_sum_assignment.SimpleLinearSumAssignment()
        rows, columns, costs = with_none(pairs)
        solver.add_arcs_with_cost(rows, columns, costs)
        extra, places = numpy.meshgrid(count + numpy.arange(beds), numpy.arange(beds + count), indexing="ij")
        solver.add_arcs_with_cost(extra.ravel(), places.ravel(), numpy.zeros(extra.size, int))
        return solver

    def solve(solver):
        if solver.solve() != solver.OPTIMAL:
            sys.exit("linear assignment found no plan")
        return solver.optimal_cost()

    return "OR-tools linear assignment", *timed(build, solve)


def sparse(pairs):
    # A weight of zero is no pair to SciPy: every cost is one more.
    def build():
        rows, columns, costs = with_none(pairs)
        return csr_matrix((costs + 1.0, (rows, columns)), shape=(len(pairs.none), len(pairs.beds) + len(pairs.none)))

    def solve(matrix):
        rows, columns = min_weight_full_bipartite_matching(matrix)
        return matrix[rows, columns].sum() - len(rows)

    return "SciPy sparse matching", *timed(build, solve)


main()
