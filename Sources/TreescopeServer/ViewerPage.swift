internal import Treescope

/// The page around the values: a list of them, and a frame that shows one.
///
/// Each value is a page of its own in a frame without an origin, so that it can read neither the others nor this page.
enum ViewerPage {
  /// The document, the same for every server.
  static let html = """
    <!DOCTYPE html>
    <html lang="en" data-theme="automatic">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>penzai view</title>
    <link rel="icon" href="\(icon)">
    <style>\(style)</style>
    </head>
    <body>
    <aside>
    <header><strong>penzai view</strong> <output class="state" role="status">connecting</output></header>
    <ol aria-label="Values shown, the newest first"></ol>
    <footer>
    <a class="button" id="save" download title="Save this value as one file" hidden>save</a>
    <a class="button" id="save-all" href="page" download title="Save all values as one file" hidden>save all</a>
    <button id="hold" type="button" aria-pressed="false" title="Stay at this value when new ones come"
    hidden>hold</button>
    <span class="space"></span>
    <button id="clear" type="button" title="Forget all values" hidden>clear</button>
    </footer>
    </aside>
    <main>
    <div id="empty">
    <h1>Nothing shown yet</h1>
    <p>This page shows values as soon as a program of yours shows them:</p>
    <pre>import Penzai

    try show(model, title: "my model")</pre>
    </div>
    </main>
    <script>\(script)</script>
    </body>
    </html>

    """

  /// What the page may do: run its own script, ask its own server, and frame what comes from there.
  static let contentSecurityPolicy =
    "default-src 'none'; script-src \(Page.hash(script)); style-src \(Page.hash(style)); img-src data:; "
    + "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    + "require-trusted-types-for 'script'; trusted-types 'none'"

  /// A tree of three nodes.
  private static let icon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    + "%3Cpath d='M8 4 4 12M8 4l4 8' stroke='%236b7480' stroke-width='1.5'/%3E%3Ccircle cx='8' cy='4' r='3' fill='%230b62d6'/%3E"
    + "%3Ccircle cx='4' cy='12' r='2.5' fill='%2307744a'/%3E%3Ccircle cx='12' cy='12' r='2.5' fill='%23a31515'/%3E%3C/svg%3E"
}
