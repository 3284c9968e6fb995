import Penzai

/// What showing a model costs.
@MainActor let treescopeFigures: [Figure] = [
  Figure(name: "treescope_html", unit: "ms") {
    let model = try LayeredTransformer(blocks: 4).model()
    return {
      try microsecondsACall(calls: 3) {
        renderPage(model)
      } finish: { _ in
      } / 1000
    }
  },
  Figure(name: "treescope_html_size", unit: "MB") {
    let model = try LayeredTransformer(blocks: 4).model()
    return { Double(renderPage(model).utf8.count) / 1e6 }
  },
  Figure(name: "treescope_text", unit: "ms") {
    let model = try LayeredTransformer(blocks: 4).model()
    return {
      try microsecondsACall(calls: 3) {
        render(model)
      } finish: { _ in
      } / 1000
    }
  },
]
