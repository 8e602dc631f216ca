using System.Net;
using Serjeant.Evidence;

namespace Serjeant.Outside.Capture.Recording;

/// <summary>A request of the page and the site's answer, as they went over the wire. What would let somebody sign in is left out when it is written (<see cref="Serjeant.Evidence.WarcWriter"/>).</summary>
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
    /// <summary>Such as <c>HTTP/1.1 200 OK</c>.</summary>
    public required string StatusLine { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyList<(string Name, string Value)> AnswerFields { get; init; }

    /// <summary>The answer's body, compressed as it came, without chunk marks.</summary>
    public required Spool Body { get; init; }

    /// <summary>Why the body did not come to its end; null where it did.</summary>
    public WarcTruncation? Cut { get; set; }

    public void Dispose()
    {
        Sent.Dispose();
        Body.Dispose();
    }
}
