import Arrays
import Testing

/// What creation, shapes, reductions, products, elementwise functions and dtypes say to arguments out of all bounds.
@Suite struct ShapeMisuseTests {
  private typealias Mistake = FunctionMisuseTests.Mistake

  private static func ones(_ shape: Int..., dtype: DType = .float32) throws -> NDArray {
    try NDArray.ones(shape, dtype: dtype)
  }
  private static func index(_ shape: Int...) throws -> NDArray { try NDArray.zeros(shape, dtype: .int32) }

  static let creation: [FunctionMisuseTests.Mistake] = [
    Mistake("count of values", "NDArray: shape [3] needs 3 values, found 2") { try NDArray([1.0, 2], shape: [3]) },
    Mistake("rows of several lengths", "NDArray: rows must be of one length, found [1, 2]") {
      try NDArray([[1, 2], [3]])
    },
    Mistake("negative sizes of values", "NDArray: sizes must not be negative, found shape [-1, -1]") {
      try NDArray([1.0], shape: [-1, -1])
    },
    Mistake("endless values", "NDArray: shape [\(Int.max), 2] has more elements") {
      try NDArray([1.0], shape: [.max, 2])
    },
    Mistake("wide integer", "NDArray: 300 cannot be represented as int8") { try NDArray([300], dtype: .int8) },
    Mistake("negative unsigned", "NDArray: -1 cannot be represented as uint8") { try NDArray([-1], dtype: .uint8) },
    Mistake("fraction as integer", "NDArray: 1.5 cannot be represented as int32") {
      try NDArray([1.5], dtype: .int32)
    },
    Mistake("NaN as integer", "NDArray: nan cannot be represented as int32") {
      try NDArray([Double.nan], dtype: .int32)
    },
    Mistake("great float as integer", "NDArray: 1e+300 cannot be represented as int64") {
      try NDArray([1e300], dtype: .int64)
    },
    Mistake("number beyond int32", "1099511627776 cannot be represented as int32") { try index(2) + (1 << 40) },
    Mistake("number beyond its own dtype", "\(Int.max) cannot be represented as int32") { try NDArray(Int.max) + 1 },
    Mistake("negative size of full", "full: sizes must not be negative, found shape [-1]") { try .full([-1], 1) },
    Mistake("negative size of zeros", "sizes must not be negative, found shape [2, -1]") { try .zeros([2, -1]) },
    Mistake("axis of iota", "iota: axis 1 is out of range") { try .iota([2], axis: 1) },
    Mistake("iota of booleans", "iota: expected a numeric dtype, found bool") { try .iota([2], dtype: .bool) },
    Mistake("endless iota", "has more elements than can be held") { try .iota([.max, .max]) },
    Mistake("endless integers", "arange: shape [\(Int.max)] has more") { try .arange(.min, .max) },
    Mistake("endless integers down", "arange: shape [\(Int.max)] has more") { try .arange(.max, .min, step: -1) },
    Mistake("tiny steps", "arange: there is no range from 0.0 to 1.0 in steps of 1e-300") {
      try .arange(0.0, 1.0, step: 1e-300)
    },
    Mistake("range to NaN", "arange: there is no range from 0.0 to nan") { try .arange(0.0, .nan) },
    Mistake("endless linspace", "linspace: shape [\(Int.max)] has more") { try .linspace(0, 1, count: .max) },
    Mistake("endless eye", "eye: shape [\(Int.max), \(Int.max)] has more") { try .eye(.max) },
    Mistake("negative triangle", "triangle: sizes must not be negative") { try .triangle(-1) },
    Mistake("negative classes", "oneHot: sizes must not be negative") { try .oneHot(index(2), count: -1) },
    Mistake("axis of classes", "oneHot: axis 5 is out of range") { try .oneHot(index(2), count: 2, axis: 5) },
    Mistake("negative placeholder", "placeholder: sizes must not be negative") { try .placeholder([-1]) },
    Mistake("memory of a type", "NDArray: sizes must not be negative") {
      try NDArray(type: ArrayType([-1], .float32)) { _ in }
    },
  ]

  static let shapes: [FunctionMisuseTests.Mistake] = [
    Mistake("elements of reshaped", "shape [4] has 4 elements, shape [3] would have 3") {
      try ones(4).reshaped(to: [3])
    },
    Mistake("two unknown sizes", "reshaped") { try ones(4).reshaped(to: [-1, -1]) },
    Mistake("negative reshaped", "reshaped") { try ones(4).reshaped(to: [.min]) },
    Mistake("endless reshaped", "reshaped") { try ones(4).reshaped(to: [.max, 4, -1]) },
    Mistake("place of a new axis", "expanded: axis \(Int.max) is out of range") { try ones(2).expanded(at: .max) },
    Mistake("new axes at one place", "expanded: axis 0 is given more than once") { try ones(2).expanded(at: [0, 0]) },
    Mistake("squeezing what is long", "squeezed") { try ones(2).squeezed([0]) },
    Mistake("broadcasting", "broadcast") { try ones(2).broadcasted(to: [3]) },
    Mistake("broadcasting to fewer axes", "broadcast") { try ones(2, 2).broadcasted(to: [2]) },
    Mistake("axes of transposed", "transposed") { try ones(2, 2).transposed([0]) },
    Mistake("repeated axes of transposed", "transposed: [0, 0] is not a permutation of the axes") {
      try ones(2, 2).transposed([0, 0])
    },
    Mistake("axis to swap", "swappingAxes: axis 1 is out of range") { try ones(2).swappingAxes(0, 1) },
    Mistake("place of a moved axis", "axis \(Int.max) is out of range") { try ones(2).movingAxis(0, to: .max) },
    Mistake("axis to flip", "flipped: axis 1 is out of range") { try ones(2).flipped([1]) },
    Mistake("amounts of padding", "padded") { try ones(2).padded(low: [1], high: [1, 1]) },
    Mistake("endless padding", "padded: shape [2] cannot be padded") {
      try ones(2).padded(low: [.max], high: [.max])
    },
    Mistake("negative gaps", "padded") { try ones(2).padded(low: [0], high: [0], interior: [-1]) },
    Mistake("concatenating nothing", "concatenate") { try .concatenate([]) },
    Mistake("concatenating ranks", "concatenate") { try .concatenate([ones(2), ones(2, 2)]) },
    Mistake("concatenating numbers", "concatenate: axis 0 was asked of an array without axes") {
      try .concatenate([ones()])
    },
    Mistake("axis of stack", "stack: axis 3 is out of range") { try .stack([ones(2)], axis: 3) },
    Mistake("range of sliced", "does not lie within axis 0 of size 2") { try ones(2).sliced(1..<3, axis: 0) },
    Mistake("unequal parts", "split: axis 0 of size 4 cannot be cut into 3 equal parts") {
      try ones(4).split(into: 3)[0]
    },
    Mistake("no parts", "split: axis 0 of size 4 cannot be cut into 0 equal parts") { try ones(4).split(into: 0)[0] },
    Mistake("place", "Indexing: index \(Int.min) is out of range for axis 0 of size 2") { try ones(2)[Int.min] },
    Mistake("step", "Indexing: the step of a slice must not be") { try ones(5)[.slice(by: .min)] },
    Mistake("index of a number", "Indexing: 1 indices were given for an array with 0 axes") { try ones()[0] },
    Mistake("endless tiles", "tiled: shape [\(Int.max)] has more") { try ones(2).tiled([.max]) },
    Mistake("endless repeats", "repeated: shape [\(Int.max), \(Int.max)] has more") {
      try ones(2).repeated([.max, .max], axis: 0)
    },
    Mistake("repeated shifts", "rolled: axis 0 is given more than once") {
      try ones(2).rolled(by: [1, 1], axes: [0, 0])
    },
    Mistake("endless flat places", "unravelIndex: shape [\(Int.max), \(Int.max)] has more") {
      try NDArray.unravelIndex(index(2), shape: [.max, .max])[0]
    },
    Mistake("axis of a dynamic slice", "dynamicSliced: axis \(Int.min) is out of range") {
      try ones(2).dynamicSliced(at: 0, axis: .min)
    },
  ]

  static let functions: [FunctionMisuseTests.Mistake] = [
    Mistake("axis of sum", "sum: axis \(Int.min) is out of range") { try ones(2).sum([.min]) },
    Mistake("repeated axis of sum", "sum: axis -1 is given more than once") { try ones(2).sum([0, -1]) },
    Mistake("max of none", "max: axis 0 of shape [0] has no elements") { try ones(0).max() },
    Mistake("min of none", "min: axis 1 of shape [2, 0] has no elements") { try ones(2, 0).min([1]) },
    Mistake("argmax of a number", "argmax: axis -1 was asked of an array without axes") { try ones().argmax() },
    Mistake("argmin of none", "argmin: axis 0 of shape [0] has no elements") { try ones(0).argmin() },
    Mistake("axis of any", "any: axis 1 is out of range") { try ones(2, dtype: .bool).any([1]) },
    Mistake("axis of all", "all: axis 1 is out of range") { try ones(2, dtype: .bool).all([1]) },
    Mistake("axis of product", "product: axis 1 is out of range") { try ones(2).product([1]) },
    Mistake("axis of countNonzero", "countNonzero: axis 4 is out of range") { try ones(2).countNonzero([4]) },
    Mistake("axes of isClose", "isClose: shapes [2] and [3] do not broadcast") { try ones(2).isClose(ones(3)) },
    Mistake("halves of glu", "glu: axis 0 of shape [3] has an odd size") { try ones(3).glu() },
    Mistake("endless kron", "kron: shape [\(1 << 40), \(1 << 40)] has more") {
      try NDArray.full([1 << 40], 1).kron(NDArray.full([1 << 40], 1))
    },
    Mistake("vectors of cross", "cross: expected vectors of 3 elements") { try ones(4).cross(ones(4)) },
    Mistake("elements of vdot", "vdot: expected as many elements in both, found [2] and [3]") {
      try ones(2).vdot(ones(3))
    },
    Mistake("lengths of vecdot", "vecdot: expected vectors of one length") { try ones(2).vecdot(ones(3)) },
    Mistake("power of an oblong", "matrixPower: expected square matrices") { try ones(2, 3).matrixPower(2) },
    Mistake("product of none", "multiDot: two matrices or more are needed, found 0") { try .multiDot([]) },
    Mistake("chain of products", "multiDot: expected as many columns in each matrix as rows in the next") {
      try .multiDot([ones(2, 3), ones(2, 3)])
    },
    Mistake("negative axes of tensordot", "tensordot: -1 axes cannot be summed over") {
      try ones(2).tensordot(ones(2), axes: -1)
    },
    Mistake("pairs of dotGeneral", "dotGeneral: axes must be given in pairs") {
      try ones(2, 2).dotGeneral(ones(2, 2), contracting: ([0], [0, 1]))
    },
    Mistake("window beyond 32 bits", "maxPool: sizes of the window must be positive and less than 2") {
      try ones(1, 1, 4).maxPool([.max])
    },
    Mistake("padding beyond 32 bits", "convolved: amounts of padding must be at least -2147483648") {
      try ones(1, 1, 4).convolved(with: ones(1, 1, 2), padding: .amounts([(.max, .max)]))
    },
    Mistake("bins beyond memory", "histogram: shape [\(Int.max)] has more elements") {
      try ones(2).histogram(bins: .max).counts
    },
    Mistake("sequences of convolve", "convolve: the sequences must not be empty") { try ones(0).convolve(ones(2)) },
    Mistake("axes of convolve", "convolve: expected sequences, arrays of one axis") {
      try ones(2, 2).convolve(ones(2))
    },
    Mistake("rows of solve", "solve: expected a right side with 2 rows") { try ones(2, 2).solve(ones(3)) },
    Mistake("inverse of an oblong", "inverse: expected square matrices") { try ones(2, 3).inverse() },
    Mistake("points of fft", "fft: at least one point is needed") { try ones(2).fft(0) },
    Mistake("points of irfft", "irfft: at least one point is needed") { try ones(1).irfft() },
    Mistake("points of fftn", "fftn: at least one point is needed along axis 1, found 0") { try ones(2, 0).fftn() },
    Mistake("counts of ifftn", "ifftn: 1 counts were given for 2 axes") { try ones(2, 3).ifftn([2], axes: [0, 1]) },
    Mistake("axes of fft2", "fft2: there must be two axes, found [0]") { try ones(2, 3).fft2(axes: [0]) },
    Mistake("axis of fft2", "fft2: axis -2 is out of range for an array with 1 axis") { try ones(2).fft2() },
    Mistake("repeated axis of irfftn", "irfftn: axis -1 is given more than once") {
      try ones(2, 3).irfftn(axes: [1, -1])
    },
    Mistake("complex rfftn", "rfftn: expected a real dtype; use fftn") { try ones(2, dtype: .complex64).rfftn() },
    Mistake("points of a slope", "gradient: at least two elements are needed along axis 0, found 1") {
      try ones(1).gradient(axis: 0)
    },
    Mistake("places of a slope", "gradient: expected one distance, or 3 places on one axis, found [2]") {
      try ones(3).gradient(axis: 0, spacing: ones(2))
    },
    Mistake("spacings of slopes", "gradient: 3 spacings were given for 2 axes") {
      try ones(3, 3).gradient(spacings: [1, 2, 3])[0]
    },
    Mistake("complex rfft", "rfft: expected a real dtype") { try ones(2, dtype: .complex64).rfft() },
    Mistake("parts of complex", "complex: shapes [2] and [3] do not broadcast") { try .complex(ones(2), ones(3)) },
    Mistake("orders of complex", "compare: expected a dtype whose numbers have an order") {
      try ones(2, dtype: .complex64).less(ones(2))
    },
    Mistake("floor of complex", "floor: expected a floating point dtype, found complex64") {
      try ones(2, dtype: .complex64).floor()
    },
    Mistake("ceil of complex", "found complex64") { try ones(2, dtype: .complex64).ceil() },
    Mistake("truncated complex", "found complex64") { try ones(2, dtype: .complex64).truncated() },
    Mistake("remainder of complex", "remainder: expected a numeric dtype that is not complex") {
      try ones(2, dtype: .complex64) % 2
    },
    Mistake("difference of booleans", "subtract: expected a numeric dtype, found bool") {
      try ones(2, dtype: .bool) - ones(2, dtype: .bool)
    },
    Mistake("negated booleans", "negate: expected a numeric dtype, found bool") { try -ones(2, dtype: .bool) },
    Mistake("shifted floats", "shift_left: expected an integer dtype") { try ones(2).shiftedLeft(1) },
    Mistake("bits of floats", "population_count: expected an integer dtype") { try ones(2).populationCount() },
    Mistake("logic of floats", "and: expected an integer or boolean dtype") { try ones(2).logicalAnd(ones(2)) },
    Mistake("width of bitcast", "bitcast: expected a dtype of 32 bits") {
      try ones(3, dtype: .int8).bitcast(to: .int32)
    },
    Mistake("exponents of ldexp", "ldexp: expected exponents of an integer dtype") { try ones(2).ldexp(ones(2)) },
    Mistake("gcd of floats", "gcd: expected an integer dtype") { try ones(2).gcd(ones(2)) },
    Mistake("sizes of where", "where: shapes [2] and [3] and [2] do not") { try .where(ones(2), ones(3), ones(2)) },
    Mistake("operands of einsum", "einsum(\"ij\"): at least one operand is needed") { try .einsum("ij") },
    Mistake("number of operands", "it is for 3 operands, 1 were given") { try .einsum("i,j,k", ones(2)) },
    Mistake("axes of an operand", "operand 0 of shape [2] has 1 axes") { try .einsum("ij", ones(2)) },
    Mistake("repeated output", "label \"i\" is twice in the output") { try .einsum("i->ii", ones(2)) },
    Mistake("two arrows", "there is more than one arrow") { try .einsum("i->->i", ones(2)) },
    Mistake("two dots", "\".\" is no label") { try .einsum("..i->i", ones(2, 2)) },
    Mistake("unknown output", "label \"j\" of the output is on no operand") { try .einsum("i->j", ones(2)) },
    Mistake("negative subscripts", "subscripts must not be negative, found -1") {
      try .einsum([(ones(2), [-1])], [.min])
    },
  ]

  @Test(arguments: creation) func creationSaysWhatIsWrong(_ mistake: FunctionMisuseTests.Mistake) throws {
    try mistake.expectMessage()
  }

  @Test(arguments: shapes) func shapesSayWhatIsWrong(_ mistake: FunctionMisuseTests.Mistake) throws {
    try mistake.expectMessage()
  }

  @Test(arguments: functions) func functionsSayWhatIsWrong(_ mistake: FunctionMisuseTests.Mistake) throws {
    try mistake.expectMessage()
  }

  // MARK: What is extreme but has an answer

  @Test func rowsMakeAMatrix() throws {
    let x = try NDArray([[1.0, 2, 3], [4, 5, 6]])
    #expect(x.type == ArrayType([2, 3], .float32))
    #expect(try x[1, 0].item(as: Float.self) == 4)
    #expect(try NDArray([[1, 2], [3, 4]]).type == ArrayType([2, 2], .int32))
    #expect(try NDArray([[true], [false]]).type == ArrayType([2, 1], .bool))
    #expect(try NDArray([[1, 2]] as [[Int64]]).type == ArrayType([1, 2], .int64))
    #expect(try NDArray([[Double]]()).shape == [0, 0])
    #expect(try NDArray([[1]], dtype: .int8).dtype == .int8)
  }

  @Test(arguments: [DType.int32, .uint8, .int64]) func integersDividedByZeroAreAsInJAX(dtype: DType) throws {
    let (x, zero) = (try NDArray([7], dtype: dtype), try NDArray([0], dtype: dtype))
    #expect(try x.floorDivided(by: zero).doubles() == [dtype == .uint8 ? 255 : -2])
    #expect(try (x % zero).doubles() == [0])
    #expect(try x.truncatedRemainder(dividingBy: zero).doubles() == [0])
  }

  @Test func theLeastIntegerDividedByMinusOneIsItself() throws {
    let least = try NDArray([Int(Int32.min)])
    #expect(try least.floorDivided(by: -1).doubles() == [Double(Int32.min)])
    #expect(try (least % -1).doubles() == [0])
  }

  @Test func diagonalsFarOutsideAreEmpty() throws {
    let x = try Self.ones(2, 3)
    for far in [Int.max, 1 << 32, 3] {
      #expect(try x.lowerTriangle(offset: far).sum().doubles() == [6])
      #expect(try x.upperTriangle(offset: far).sum().doubles() == [0])
      #expect(try NDArray.eye(2, 3, offset: far).sum().doubles() == [0])
      #expect(try NDArray.triangle(2, 3, offset: far, dtype: .int32).sum().doubles() == [6])
      #expect(try x.diagonal(offset: far).count == 0)
    }
    for far in [Int.min, -1 << 32, -2] {
      #expect(try x.lowerTriangle(offset: far).sum().doubles() == [0])
      #expect(try x.upperTriangle(offset: far).sum().doubles() == [6])
      #expect(try NDArray.eye(2, 3, offset: far).sum().doubles() == [0])
      #expect(try x.diagonal(offset: far).count == 0)
    }
  }

  @Test func matricesWithoutRowsHaveInverseAndDeterminant() throws {
    let none = try Self.ones(0, 0)
    #expect(try none.inverse().shape == [0, 0])
    #expect(try none.determinant().doubles() == [1])
    #expect(try none.solve(Self.ones(0)).shape == [0])
    #expect(try Self.ones(2, 0, 0).determinant().doubles() == [1, 1])
  }

  @Test func partsOfComplexNumbersAreRoundedAndTestedForInfinity() throws {
    let x = try NDArray.complex(NDArray([1.4, .infinity]), NDArray([2.6, 0]))
    #expect(try x.round().doubles() == [1, 3, .infinity, 0])
    #expect(try x.isInfinite().doubles() == [0, 1])
  }

  @Test func smallIntegersTakeTheLowBitsAsInJAX() throws {
    #expect(try (NDArray.zeros([1], dtype: .int8) + 1000).doubles() == [-24])
    #expect(try (NDArray.zeros([1], dtype: .uint8) - 1).doubles() == [255])
    #expect(try NDArray.full([1], .integer(Int(UInt32.max)), dtype: .uint32).doubles() == [Double(UInt32.max)])
  }
}
