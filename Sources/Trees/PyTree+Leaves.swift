extension Bool: TreeLeaf {}
extension String: TreeLeaf {}
extension Substring: TreeLeaf {}
extension Character: TreeLeaf {}

extension Int: TreeLeaf {}
extension Int8: TreeLeaf {}
extension Int16: TreeLeaf {}
extension Int32: TreeLeaf {}
extension Int64: TreeLeaf {}
extension UInt: TreeLeaf {}
extension UInt8: TreeLeaf {}
extension UInt16: TreeLeaf {}
extension UInt32: TreeLeaf {}
extension UInt64: TreeLeaf {}

extension Float: TreeLeaf {}
extension Double: TreeLeaf {}
#if !(os(macOS) && arch(x86_64))
  extension Float16: TreeLeaf {}
#endif
