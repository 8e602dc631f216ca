using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Routing;

namespace Serjeant.Shell.Errors;

/// <summary>
/// What is shown when the program itself failed. Written by hand, because what failed may be the database, sign-in or the
/// page engine: this page needs none of them.
/// </summary>
internal static class FailurePage
{
    public static async Task WriteAsync(HttpContext http)
    {
        var reference = http.TraceIdentifier;
        var failed = http.Features.Get<IExceptionHandlerFeature>();
        // The route's pattern, not the address: an address can hold a one-time link. The exception itself is logged by the handler.
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FailurePage)).LogError(
            "Reference {Reference}: {Kind} at {Route}", reference, failed?.Error.GetType().Name ?? "unknown",
            (failed?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "no page");
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(Page.Replace("{reference}", HtmlEncoder.Default.Encode(reference), StringComparison.Ordinal), http.RequestAborted);
    }

    private const string Page = """
        <!DOCTYPE html>
        <html lang="en" class="govuk-template">
        <head>
          <meta charset="utf-8">
          <title>Something went wrong – Serjeant</title>
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <link rel="stylesheet" href="/assets/desk.css">
          <link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
        </head>
        <body class="govuk-template__body desk-body">
          <header class="desk-header">
            <a class="desk-header__home" href="/">
              <img class="desk-header__mark" src="/assets/mark.svg" alt="">
              <span class="desk-header__names"><span class="desk-header__office">Serjeant</span></span>
            </a>
          </header>
          <div class="desk-frame">
            <main class="desk-page desk-page--narrow" id="main">
              <h1>Something went wrong on our side</h1>
              <p>It is not your doing. What you did last may not have been saved; everything before it is safe.</p>
              <p>Try again in a minute.</p>
              <p><a href="/">Go to the start</a></p>
              <p class="desk-quiet desk-small">If you tell somebody about this, give them the reference <code>{reference}</code>.</p>
            </main>
          </div>
          <footer class="desk-footer"><p>In immediate danger, call <a href="tel:999">999</a>.</p></footer>
        </body>
        </html>
        """;
}
