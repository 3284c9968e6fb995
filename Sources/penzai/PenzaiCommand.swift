import ArgumentParser

/// The command-line program.
@main
struct PenzaiCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "penzai",
    abstract: "Neural networks as legible data structures, on XLA.",
    version: "0.1.0",
    subcommands: [
      DoctorCommand.self, InspectCommand.self, LogitsCommand.self, TourCommand.self, ViewCommand.self,
    ])
}
