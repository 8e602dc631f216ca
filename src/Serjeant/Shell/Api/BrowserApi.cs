using System.Text.Json;
using Serjeant.Shell.Access;

namespace Serjeant.Shell.Api;

/// <summary>
/// The interface for browsers' extensions: JSON over HTTPS with a bearer token, no cookies, and no answer to other origins (an
/// extension may fetch from the one desk that its person let it reach, so no CORS header is needed). docs/browser-api.md
/// describes it.
/// </summary>
internal static class BrowserApi
{
    public const string Root = "/api/browser";

    public static bool Serves(PathString path) => path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <summary>An error as every call answers it.</summary>
    /// <param name="code">For the program: one word that stays.</param>
    /// <param name="message">For the person: what is wrong and what to do.</param>
    public static IResult Problem(int status, string code, string message) => Results.Json(new ApiProblem(code, message), statusCode: status);

    public static IResult NotJson() => Problem(
        StatusCodes.Status400BadRequest, "not-understood", "The desk did not understand the extension. Get the newest extension from the desk’s page “Your browsers”.");

    public static Task WriteProblemAsync(HttpContext http, int status, string code, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new ApiProblem(code, message), http.RequestAborted);
    }

    /// <summary>Reads a small JSON body whole; null where it is no such thing, or longer than the limit.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext http, int maxBytes, CancellationToken cancel) where T : class
    {
        if (!http.Request.HasJsonContentType() || http.Request.ContentLength > maxBytes)
            return null;
        try
        {
            var bytes = new byte[maxBytes + 1];
            var length = await http.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
            return length > maxBytes ? null : JsonSerializer.Deserialize<T>(bytes.AsSpan(0, length), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException or NotSupportedException)
        {
            return null;
        }
    }

    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, Permission permission) =>
        endpoint.RequireAuthorization(new NeedsAttribute(permission));
}

/// <summary>The body of every refusal.</summary>
internal sealed record ApiProblem(string Code, string Message);
