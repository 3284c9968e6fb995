"""Records what treescope prints for nested lists of numbers and strings, where Python's syntax is also Swift's.

Run with treescope 0.1.10 installed:  python Scripts/golden/treescope_golden.py
It writes Tests/Golden/treescope.json: the values, the widths and the texts.

treescope compares a node's own width to the target and does not count its indentation; ours counts it. Both decide
alike wherever no line overruns the target, so only such cases are recorded. Strings hold an apostrophe, because
Python then writes them between double quotes.
"""

import json
import pathlib
import random

import treescope

WIDTHS = [16, 24, 40, 60, 100]
WORDS = ["it's", "don't", "naïve 'x'", "a \\ 'b'", "o'clock", "'' <b> & 'ß'", "'1'"]
NUMBERS = [0, 1, -7, 42, 1234567890123, 0.5, -1.25, 1e-05, 3.0, 1e16, 0.1]


def value(rng, depth):
  """A random value of at most the given depth."""
  if depth == 0 or rng.random() < 0.25:
    return rng.choice(WORDS) if rng.random() < 0.3 else rng.choice(NUMBERS)
  return [value(rng, depth - 1) for _ in range(rng.choice([0, 1, 2, 3, 5, 12]))]


def tagged(each):
  """The value with floats marked, because JSON readers take 3.0 for an integer."""
  if isinstance(each, list):
    return [tagged(child) for child in each]
  return {"float": each} if isinstance(each, float) else each


def main():
  rng = random.Random(7)
  values = [[], [[]], [[], [[], []]], list(range(9)), list(range(40)), [[i, i * i] for i in range(12)], "it's", 1e16]
  values += [value(rng, depth) for depth in (1, 2, 3, 4) for _ in range(12)]
  cases = []
  for each in values:
    seen = set()
    for width in WIDTHS:
      with treescope.using_expansion_strategy(max_height=None, target_width=width):
        text = treescope.render_to_text(each)
      overruns = any(len(line) > width for line in text.splitlines())
      if not overruns and text not in seen and len(text) < 2000:
        seen.add(text)
        cases.append({"value": tagged(each), "width": width, "text": text})
  path = pathlib.Path(__file__).parents[2] / "Tests/Golden/treescope.json"
  path.parent.mkdir(exist_ok=True)
  lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
  path.write_text(f'{{"source": "treescope {treescope.__version__}", "cases": [\n{lines}\n]}}\n')
  print(f"{len(cases)} cases in {path}")


if __name__ == "__main__":
  main()
