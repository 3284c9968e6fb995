"""Records how treescope lays out and colours pictures of arrays: what it cuts, which axes lie where, and the bounds.

Run with treescope 0.1.10 installed:  python Scripts/golden/treescope_arrays_golden.py
It writes Tests/Golden/treescope_arrays.json.
"""

import json
import pathlib
import random

import numpy as np
import treescope
from treescope import ndarray_adapters
from treescope._internal import arrayviz_impl


def axis(spec):
  """The axis that a (name, position, size) triple describes."""
  name, position, size = spec
  if name is None:
    return ndarray_adapters.PositionalAxisInfo(axis_logical_index=position, size=size)
  if position is None:
    return ndarray_adapters.NamedPositionlessAxisInfo(axis_name=name, size=size)
  return ndarray_adapters.NamedPositionalAxisInfo(axis_logical_index=position, axis_name=name, size=size)


def truncations(rng):
  for _ in range(80):
    shape = [rng.choice([1, 2, 5, 11, 12, 37, 64, 100, 257, 768, 4096, 50257]) for _ in range(rng.randint(1, 5))]
    settings = {
        "maximum_size": rng.choice([100, 1000, 4000, 10000]),
        "cutoff_size_per_axis": rng.choice([16, 128, 512]),
        "minimum_edge_items": rng.choice([1, 2, 5]),
    }
    edges = arrayviz_impl.infer_balanced_truncation(tuple(shape), **settings)
    yield {"shape": shape, **settings, "edges": edges}


def arrangements(rng):
  for _ in range(80):
    count = rng.randint(1, 5)
    specs, position = [], 0
    for place in range(count):
      kind = rng.choice(["position", "name", "both"])
      specs.append((
          None if kind == "position" else f"axis{place}",
          None if kind == "name" else position,
          rng.choice([1, 2, 3, 8, 20, 64, 300]),
      ))
      position += kind != "name"
    infos = [axis(spec) for spec in specs]
    places = list(range(count))
    rng.shuffle(places)
    rows, columns = places[: rng.choice([0, 0, 1])], places[1 : 1 + rng.choice([0, 0, 1])]
    edges = tuple(rng.choice([None, 2]) if spec[2] > 5 else None for spec in specs)
    found = arrayviz_impl.infer_rows_and_columns(
        infos, known_rows=[infos[i] for i in rows], known_columns=[infos[i] for i in columns], edge_items_per_axis=edges
    )
    shown = [spec[2] if edge is None else 2 * edge + 1 for spec, edge in zip(specs, edges)]
    yield {
        "axes": [{"name": name, "position": position, "size": size} for name, position, size in specs],
        "shown": shown, "known_rows": rows, "known_columns": columns,
        "rows": [infos.index(each) for each in found[0]], "columns": [infos.index(each) for each in found[1]],
    }  # fmt: skip


def bounds(rng):
  for case in range(40):
    values = np.array([rng.gauss(0.5, 2) for _ in range(12)] + [50.0] * (case % 2), np.float32).astype(np.float64)
    mask = np.array([rng.random() < 0.8 for _ in values])
    around_zero = rng.random() < 0.5
    low, high = rng.choice([(None, None), (None, 2.0), (-1.5, None)])
    if not around_zero and case % 5 == 0:
      low, high = -1.0, 3.0
    trim = rng.random() < 0.7
    vmin, vmax = arrayviz_impl.infer_vmin_vmax(values, mask, low, high, around_zero, trim)
    yield {
        "values": values.tolist(), "mask": mask.tolist(), "around_zero": around_zero, "given_minimum": low,
        "given_maximum": high, "trim": trim, "minimum": float(vmin), "maximum": float(vmax),
    }  # fmt: skip


def main():
  rng = random.Random(11)
  record = {
      "source": f"treescope {treescope.__version__}",
      "truncations": list(truncations(rng)),
      "arrangements": list(arrangements(rng)),
      "bounds": list(bounds(rng)),
  }
  path = pathlib.Path(__file__).parents[2] / "Tests/Golden/treescope_arrays.json"
  path.write_text(json.dumps(record) + "\n")
  print(f"{sum(len(each) for each in record.values())} cases in {path}")


if __name__ == "__main__":
  main()
