import Arrays
import NamedAxes
import TestSupport

/// Runs the steps of a ``NamedProgram``.
///
/// Where the library has no operation of its own for a step (functions of positional axes under `nmap`), the step is put
/// together from the public operations that stand for it, as a user would.
struct NamedInterpreter {
  enum Value {
    case named(NamedArray)
    case plain(NDArray)
    case number(Double)

    /// The value as a named array; a plain one has positional axes only.
    var named: NamedArray {
      switch self {
      case .named(let array): array
      case .plain(let array): NamedArray(array)
      case .number(let number): NamedArray(NDArray(number))
      }
    }
  }

  private var registers: [String: Value] = [:]

  init(_ inputs: [String: GoldenArray]) throws {
    registers = try inputs.mapValues { .plain(try $0.array()) }
  }

  @discardableResult
  mutating func run(_ step: NamedProgram.Step) throws -> Value {
    let value = try evaluate(step)
    registers[step.let] = value
    return value
  }

  /// A step that is not what the interpreter takes it for.
  struct Malformed: Error {
    var step: String
  }

  func value(_ register: String?) throws -> Value {
    guard let register, let value = registers[register] else { throw Malformed(step: "register \(register ?? "nil")") }
    return value
  }

  func array(_ operand: NamedProgram.Operand?) throws -> NamedArray {
    switch operand {
    case .register(let register)?: try value(register).named
    case .integer(let number)?: NamedArray(NDArray(number))
    case .double(let number)?: NamedArray(NDArray(number))
    case nil: throw Malformed(step: "an operand is missing")
    }
  }

  private func evaluate(_ step: NamedProgram.Step) throws -> Value {
    let names = (step.names ?? []).map { AxisName($0) }
    func x() throws -> NamedArray {
      guard case .one(let register)? = step.of else { throw Malformed(step: step.step) }
      return try value(register).named
    }
    func all() throws -> [NamedArray] {
      guard case .many(let registers)? = step.of else { throw Malformed(step: step.step) }
      return try registers.map { try value($0).named }
    }
    func left() throws -> NamedArray { try array(step.left) }
    func right() throws -> NamedArray { try array(step.right) }
    func other() throws -> NamedArray { try value(step.other).named }
    let name = AxisName(step.name ?? "")

    switch step.step {
    case "wrap": return .named(names.isEmpty ? try x() : try x().tag(names))
    case "tag": return .named(try x().tag(names))
    case "untag": return .named(try x().untag(names))
    case "tag_prefix": return .named(try x().tagPrefix(names))
    case "untag_prefix": return .named(try x().untagPrefix(names))
    case "unwrap": return .plain(try x().unwrap(names))
    case "order_as": return .named(try x().order(as: names))
    case "order_like": return .named(try x().order(like: other()))
    case "with_positional_prefix": return .named(try x().withPositionalPrefix())
    case "canonicalize": return .named(try x().canonicalized())
    case "broadcast_to":
      let shape = NamedProgram.shape(step.named ?? [])
      return .named(try x().broadcasted(to: step.positional ?? [], named: shape))
    case "broadcast_like": return .named(try x().broadcasted(like: other()))
    case "binary": return .named(try binary(step.function ?? "", left(), right()))
    case "negate": return .named(try -x())
    case "absolute": return .named(try x().abs())
    case "reduce": return .named(try reduce(step.function ?? "", x(), step.axis))
    case "softmax":
      return .named(
        try nmap(x()) { x in
          let axes = step.axis.map { [$0] }
          let exponentials = try (x - x.max(axes, keepingAxes: true)).exp()
          return try exponentials / exponentials.sum(axes, keepingAxes: true)
        })
    case "nmap_matmul":
      return .named(try nmap(left(), right()) { try $0.dotGeneral($1, contracting: ([$0.rank - 1], [0])) })
    case "nmap_concatenate": return .named(try nmap(left(), right()) { try NDArray.concatenate([$0, $1]) })
    case "nmap_first": return .named(try nmap(left(), right()) { first, _ in first })
    case "nmap_transpose": return .named(try nmap(x()) { try $0.transposed() })
    case "nmap_outer":
      return .named(try nmap(left(), right()) { left, right in try left.expanded(at: 1) * right })
    case "contract": return .named(try contract(names, left(), right()))
    case "concatenate": return .named(try NamedArray.concatenate(all(), axis: name))
    case "stack": return .named(try NamedArray.stack(all(), axis: name))
    case "arange":
      return .named(try NamedArray.arange(name, step.start ?? 0, step.stop ?? 0, step: step.by ?? 1))
    case "full":
      guard case .double(let number)? = step.value else { throw Malformed(step: "full") }
      return .named(try NamedArray.full(NamedProgram.shape(step.named ?? []), .float(number)))
    case "float", "truth": return .number(Double(try x().unwrap().item(as: Float.self)))
    case "iterate":
      guard let last = try x().items().last else { throw Malformed(step: "iterate") }
      return .named(last)
    default: return .named(try byName(step))
    }
  }

  private func binary(_ function: String, _ x: NamedArray, _ y: NamedArray) throws -> NamedArray {
    switch function {
    case "add": try x + y
    case "subtract": try x - y
    case "multiply": try x * y
    case "divide": try x / y
    case "remainder": try x % y
    case "floor_divide": try x.floorDivided(by: y)
    case "power": try x.power(y)
    case "less": try x.less(y)
    case "less_equal": try x.lessOrEqual(y)
    case "equal": try x.equal(y)
    case "not_equal": try x.notEqual(y)
    case "greater": try x.greater(y)
    case "greater_equal": try x.greaterOrEqual(y)
    case "and": try x.logicalAnd(y)
    case "or": try x.logicalOr(y)
    case "xor": try x.logicalXor(y)
    case "shift_left": try x.shiftedLeft(y)
    case "shift_right": try x.shiftedRight(y)
    case "maximum": try x.maximum(y)
    case "minimum": try x.minimum(y)
    case "fmax": try x.fmax(y)
    case "fmin": try x.fmin(y)
    case "arctan2": try x.atan2(y)
    case "hypot": try x.hypot(y)
    case "logaddexp": try x.logAddExp(y)
    case "gcd": try x.gcd(y)
    case "lcm": try x.lcm(y)
    default: throw Malformed(step: function)
    }
  }

  private func reduce(_ function: String, _ x: NamedArray, _ axis: Int?) throws -> NamedArray {
    let axes = axis.map { [$0] }
    return try nmap(x) { x in
      let count = Double(axis.map { x.shape.indices.contains($0) ? x.shape[$0] : 1 } ?? x.count)
      func mean(_ x: NDArray) throws -> NDArray { try x.sum(axes, keepingAxes: true) / count }
      func variance() throws -> NDArray { try (x - mean(x)).squared().sum(axes) / count }
      switch function {
      case "sum": return try x.sum(axes)
      case "max": return try x.max(axes)
      case "min": return try x.min(axes)
      case "prod": return try x.product(axes)
      case "mean": return try x.sum(axes) / count
      case "var": return try variance()
      case "std": return try variance().sqrt()
      case "argmax": return try axis.map { try x.argmax(axis: $0) } ?? x.flattened().argmax()
      case "cumsum": return try NDArray.stack((0..<x.shape[0]).map { try x.sliced(0..<$0 + 1, axis: 0).sum([0]) })
      default: throw Malformed(step: function)
      }
    }
  }
}
