using System.Globalization;

namespace Serjeant.Outside.Capture.Network;

/// <summary>How the end of a body is told (RFC 9112 §6.3).</summary>
internal enum BodyEnd
{
    /// <summary>There is no body.</summary>
    Nobody,
    Length,
    Chunks,
    Close,
}

/// <summary>A body's end and, where it is told, its length in bytes.</summary>
internal readonly record struct BodyFraming(BodyEnd End, long Length)
{
    /// <summary>Null where the length is unclear: such a request is not passed, since its end could be another request's beginning.</summary>
    public static BodyFraming? OfRequest(HttpHead request) =>
        request.Field("Transfer-Encoding") is not null ? null
        : TryLength(request, out var length) ? new BodyFraming(length > 0 ? BodyEnd.Length : BodyEnd.Nobody, length) : null;

    /// <summary>Null where the site contradicts itself about the length.</summary>
    public static BodyFraming? OfAnswer(HttpHead answer, string method, int status)
    {
        if (method == "HEAD" || status is < 200 or 204 or 304)
            return new BodyFraming(BodyEnd.Nobody, 0);
        if (answer.Field("Transfer-Encoding") is { } coding)
            return new BodyFraming(coding.Trim().EndsWith("chunked", StringComparison.OrdinalIgnoreCase) ? BodyEnd.Chunks : BodyEnd.Close, 0);
        if (answer.Field("Content-Length") is null)
            return new BodyFraming(BodyEnd.Close, 0);
        return TryLength(answer, out var length) ? new BodyFraming(BodyEnd.Length, length) : null;
    }

    private static bool TryLength(HttpHead message, out long length)
    {
        length = 0;
        var first = true;
        foreach (var (name, value) in message.Fields)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var stated) || (!first && stated != length))
                return false;
            (length, first) = (stated, false);
        }

        return true;
    }
}
