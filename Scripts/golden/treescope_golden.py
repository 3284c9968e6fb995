"""Records what treescope prints for nested lists, structs, numbers and strings, where Python's syntax is also Swift's.

Run with treescope 0.1.10 installed:  python Scripts/golden/treescope_golden.py
It writes Tests/Golden/treescope.json: the values, the widths and the texts.

treescope compares a node's own width to the target and does not count its indentation; ours counts it. Both decide
alike wherever no line overruns the target, so only such cases are recorded. Strings hold an apostrophe, because
Python then writes them between double quotes. Structs are objects that show themselves as `Name(label: value)`, some
with a remark after the opening parenthesis.
"""

import json
import pathlib
import random

import treescope
from treescope import rendering_parts

WIDTHS = [16, 24, 40, 60, 100]
WORDS = ["it's", "don't", "naïve 'x'", "a \\ 'b'", "o'clock", "'' <b> & 'ß'", "'1'"]
NUMBERS = [0, 1, -7, 42, 1234567890123, 0.5, -1.25, 1e-05, 3.0, 1e16, 0.1]


class Struct:
  """A value with labelled fields, shown as in Swift."""

  def __init__(self, name, fields, comment=None):
    self.name, self.fields, self.comment = name, fields, comment

  def __treescope_repr__(self, path, subtree_renderer):
    return rendering_parts.build_foldable_tree_node_from_children(
        prefix=f"{self.name}(",
        children=[
            rendering_parts.siblings_with_annotations(f"{label}: ", subtree_renderer(value))
            for label, value in self.fields.items()
        ],
        suffix=")", comma_separated=True, path=path,
        first_line_annotation=rendering_parts.comment_color(rendering_parts.text(f" # {self.comment}"))
        if self.comment else None,
    )  # fmt: skip


def struct(rng, depth):
  """A random struct of at most the given depth."""
  labels = rng.sample(["weights", "bias", "sublayers", "axis", "delta", "name"], rng.randint(0, 4))
  fields = {
      label: struct(rng, depth - 1) if depth > 0 and rng.random() < 0.5
      else [struct(rng, depth - 1) for _ in range(rng.randint(1, 4))] if depth > 0 and rng.random() < 0.6
      else value(rng, 1)
      for label in labels
  }  # fmt: skip
  return Struct(rng.choice(["Linear", "Sequential", "LayerNorm", "A"]), fields, rng.choice([None, "Sequential", "a remark"]))


def value(rng, depth):
  """A random value of at most the given depth."""
  if depth == 0 or rng.random() < 0.25:
    return rng.choice(WORDS) if rng.random() < 0.3 else rng.choice(NUMBERS)
  return [value(rng, depth - 1) for _ in range(rng.choice([0, 1, 2, 3, 5, 12]))]


def tagged(each):
  """The value with floats marked, because JSON readers take 3.0 for an integer, and structs as objects."""
  if isinstance(each, Struct):
    fields = [{"label": label, "value": tagged(value)} for label, value in each.fields.items()]
    return {"struct": each.name, "comment": each.comment, "fields": fields}
  if isinstance(each, list):
    return [tagged(child) for child in each]
  return {"float": each} if isinstance(each, float) else each


def main():
  rng = random.Random(7)
  values = [[], [[]], [[], [[], []]], list(range(9)), list(range(40)), [[i, i * i] for i in range(12)], "it's", 1e16]
  values += [value(rng, depth) for depth in (1, 2, 3, 4) for _ in range(12)]
  values += [struct(rng, depth) for depth in (0, 1, 2, 3) for _ in range(15)]
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
