namespace Serjeant.Chapters.SignIn.Ways;

/// <summary>
/// Where a passkey may have been used: at the address that the form was sent to, when that is the desk's own name, over
/// HTTPS or on this machine.
/// </summary>
internal static class PasskeyOrigin
{
    public static bool Matches(string origin, string relyingParty, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && IsSame(from, request.Host)
        && (from.Host == relyingParty || from.Host.EndsWith("." + relyingParty, StringComparison.Ordinal))
        && (from.Scheme == Uri.UriSchemeHttps || from.IsLoopback);

    private static bool IsSame(Uri from, HostString host) =>
        string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase) && from.Port == (host.Port ?? (from.Scheme == Uri.UriSchemeHttps ? 443 : 80));
}
