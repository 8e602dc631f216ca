using System.Net;

namespace Serjeant.Outside.Capture.Recording;

/// <summary>A request of the page and the site's answer, as they went over the wire, without what would let somebody sign in.</summary>
/// <param name="At">When the request was sent, UTC.</param>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Address">Absolute.</param>
/// <param name="RequestLine">Method, target and version.</param>
/// <param name="RequestFields">As sent to the site.</param>
/// <param name="Sent">The request's body.</param>
/// <param name="Server">Which answered.</param>
internal sealed record Exchange(
    DateTimeOffset At, string Method, Uri Address, string RequestLine, IReadOnlyList<(string Name, string Value)> RequestFields, Spool Sent, IPAddress Server) : IDisposable
{
    private static readonly string[] NeverKept = ["Cookie", "Cookie2", "Authorization", "Proxy-Authorization", "Set-Cookie", "Set-Cookie2"];

    /// <summary>Such as <c>HTTP/1.1 200 OK</c>.</summary>
    public required string StatusLine { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyList<(string Name, string Value)> AnswerFields { get; init; }

    /// <summary>The answer's body, compressed as it came, without chunk marks.</summary>
    public required Spool Body { get; init; }

    /// <summary>Whether the body came to its end.</summary>
    public bool IsWhole { get; set; }

    /// <summary>The fields without cookies and authorisation.</summary>
    public static IReadOnlyList<(string Name, string Value)> Keep(IEnumerable<(string Name, string Value)> fields) =>
        [.. fields.Where(field => !NeverKept.Contains(field.Name, StringComparer.OrdinalIgnoreCase))];

    public void Dispose()
    {
        Sent.Dispose();
        Body.Dispose();
    }
}
