@main
struct PenzaiCommand {
  static func main() {}
}
