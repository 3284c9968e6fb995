/// Where the elements of an array from a file are kept.
public enum ArrayPlacement: Hashable, Sendable {
  /// In memory of their own: the file may change afterwards.
  case copied
  /// In the pages of the file, read when first touched and shared between processes, where the device is a CPU and the
  /// elements lie in line (at a multiple of 64 bytes); copied otherwise.
  ///
  /// The file must then be neither written to nor cut short while the array is in use, which would change the elements
  /// or end the process. Replacing it by another, as all writers here do, is safe.
  case mapped
}
