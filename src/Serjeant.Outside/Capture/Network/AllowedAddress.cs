using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Serjeant.Outside.Capture.Network;

/// <summary>A host and port that an office lets captures reach although it is private: for a test page.</summary>
/// <param name="Host">As in the address, without brackets, lower case.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record AllowedAddress(string Host, int Port)
{
    /// <summary>Reads <c>HOST:PORT</c>, with brackets round an IPv6 address.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AllowedAddress? allowed)
    {
        allowed = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            return false;
        if (!Uri.TryCreate($"http://{text[..colon]}:{port}/", UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.PathAndQuery != "/")
            return false;
        allowed = new AllowedAddress(NormalHost(address), port);
        return true;
    }

    /// <summary>The host as it is compared: no brackets, lower case, in ASCII.</summary>
    internal static string NormalHost(Uri address) => address.IdnHost.Trim('[', ']').ToLowerInvariant();
}
