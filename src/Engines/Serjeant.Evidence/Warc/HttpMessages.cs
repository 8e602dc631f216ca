using System.Net;

namespace Serjeant.Evidence;

/// <summary>One line of a message's head, as it came: nothing of it is to be trusted.</summary>
/// <param name="Value">A line feed parts several values of the same name, as DevTools gives them.</param>
public sealed record HttpHeader(string Name, string Value);

/// <summary>How a response's body was kept.</summary>
public enum BodyForm
{
    /// <summary>Unpacked and put together, as a browser gives it: what the headers say of packing and chunks no longer holds.</summary>
    Decoded = 1,

    /// <summary>As it came over the wire: the headers describe it.</summary>
    AsSent = 2,
}

/// <summary>Why a body is not whole (ISO 28500:2017 §5.13).</summary>
public enum WarcTruncation
{
    /// <summary>It was longer than the limit.</summary>
    Length = 1,

    /// <summary>It took longer than the limit.</summary>
    Time = 2,

    /// <summary>The connection broke.</summary>
    Disconnect = 3,

    /// <summary>For another reason, or one that is not known.</summary>
    Unspecified = 4,
}

/// <summary>What a browser asked.</summary>
/// <param name="Body">Null when it sent none.</param>
public sealed record RecordedRequest(string Method, IReadOnlyList<HttpHeader> Headers, WarcBody? Body = null);

/// <summary>What a server answered.</summary>
/// <param name="Reason">The words after the status; null when there were none (HTTP/2 has none).</param>
/// <param name="Body"><see cref="WarcBody.Empty"/> for a redirect or any other answer without one.</param>
/// <param name="Truncated">Null when the body is whole.</param>
public sealed record RecordedResponse(
    int Status, string? Reason, IReadOnlyList<HttpHeader> Headers, WarcBody Body, BodyForm Form = BodyForm.Decoded, WarcTruncation? Truncated = null);

/// <summary>A request and its answer.</summary>
/// <param name="Address">Absolute http or https address; a fragment is left out, since it never went over the wire.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Server">The address that answered; null when it is not known.</param>
/// <param name="Protocol">As ALPN names it, such as <c>h2</c> or <c>http/1.1</c>; null when it is not known. The record itself is always spelt as HTTP/1.1.</param>
public sealed record WarcExchange(
    string Address, DateTimeOffset At, IPAddress? Server, RecordedRequest Request, RecordedResponse Response, string? Protocol = null);
