namespace Serjeant.Chapters.Inbox.Steps;

/// <summary>An address that a sender or an export wrote, made safe to link to: only http and https, in its encoded form, of bearable length.</summary>
public static class WebAddress
{
    private const int Longest = 2000;

    public static string? OrNull(string? text) =>
        text is { Length: > 0 and <= Longest }
        && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && string.IsNullOrEmpty(address.UserInfo)
            ? address.AbsoluteUri : null;

    /// <summary>The host to show beside a link, so that a person sees where it goes; in its ASCII form, so that look-alike letters show.</summary>
    public static string Host(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.IdnHost : "";
}
