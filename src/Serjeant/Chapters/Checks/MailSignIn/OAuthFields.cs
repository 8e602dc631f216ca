namespace Serjeant.Chapters.Checks.MailSignIn;

/// <summary>What is typed about an office's app registration with a mail provider.</summary>
/// <param name="SignIn">Null where a refresh token is typed in instead.</param>
public sealed record OAuthFields(string? SignIn, string Token, string Client, string? Scopes)
{
    private const int LongestAddress = 300;

    /// <param name="wrong">Told the field's name and what is wrong with it.</param>
    public static OAuthFields Read(string? signIn, string? token, string? client, string? scopes, Action<string, string> wrong)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        var first = (signIn ?? "").Trim();
        var address = Https(token);
        var start = first.Length == 0 ? null : Https(first);
        var asked = string.Join(' ', (scopes ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (address is null) wrong("TokenAddress", "Enter the provider’s token address; it begins with https://");
        if (first.Length > 0 && start is null) wrong("SignInAddress", "Enter the provider’s sign-in address; it begins with https://");
        if ((client ?? "").Trim().Length is 0 or > 300) wrong("ClientId", "Enter the client id");
        if (asked.Length > 1_000 || (start is not null && asked.Length == 0)) wrong("Scopes", "Enter the scopes, with spaces between");
        return new OAuthFields(start?.AbsoluteUri, address?.AbsoluteUri ?? "", (client ?? "").Trim(), start is null ? null : asked);
    }

    private static Uri? Https(string? text) => text?.Trim() is { Length: > 0 and <= LongestAddress } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 ? uri : null;
}
