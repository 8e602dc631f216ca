using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serjeant.Outside.Mailboxes;

/// <summary>Where access tokens come from.</summary>
/// <param name="Address">The provider's token endpoint; https.</param>
public sealed record TokenSource(Uri Address, string ClientId, string? ClientSecret, string RefreshToken);

/// <summary>
/// Fetches access tokens with a refresh token (RFC 6749 §6), and a refresh token with the code of a sign-in (§4.1.3). An access token is kept in memory until a minute before it ends.
/// </summary>
public sealed class OAuthTokens(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The client that is behind the guard.</summary>
    public const string ClientName = "mail-tokens";

    private const int LongestAnswer = 64 * 1024;
    private const int LongestToken = 16_000;
    private readonly ConcurrentDictionary<TokenSource, (string Token, DateTimeOffset Until)> kept = new();

    // A provider that gives a new refresh token with each answer may end the old one at once, while somebody here still holds it.
    private readonly ConcurrentDictionary<TokenSource, TokenSource> followed = new();

    /// <param name="keep">Told of a new refresh token in the place of the old one.</param>
    /// <exception cref="MailboxException">There is no token.</exception>
    public async Task<string> FetchAsync(TokenSource source, Func<string, Task>? keep, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        while (followed.TryGetValue(source, out var newer)) source = newer;
        if (kept.TryGetValue(source, out var known) && known.Until > time.GetUtcNow()) return known.Token;
        var token = await AskAsync(source, new() { ["grant_type"] = "refresh_token", ["refresh_token"] = source.RefreshToken }, cancel);
        if (token.AccessToken is not { Length: > 0 and < LongestToken } text) throw new MailboxException($"{source.Address.Host} answered without a token");
        if (token.RefreshToken is { Length: > 0 and < LongestToken } rotated && rotated != source.RefreshToken)
        {
            followed[source] = source = source with { RefreshToken = rotated };
            if (keep is not null) await keep(rotated);
        }
        kept[source] = (text, time.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(token.ExpiresIn ?? 300, 60, 86_400) - 60));
        return text;
    }

    /// <summary>Forgets the access token: a server did not take it, so the next is asked for anew.</summary>
    public void Forget(TokenSource source)
    {
        while (followed.TryGetValue(source, out var newer)) source = newer;
        kept.TryRemove(source, out _);
    }

    /// <summary>Turns the code of a sign-in into a refresh token.</summary>
    /// <param name="source">Its refresh token is not looked at.</param>
    /// <param name="verifier">Of PKCE (RFC 7636 §4.5).</param>
    /// <exception cref="MailboxException">There is none.</exception>
    public async Task<string> ExchangeAsync(TokenSource source, string code, string verifier, string redirect, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        var token = await AskAsync(source, new() { ["grant_type"] = "authorization_code", ["code"] = code, ["code_verifier"] = verifier, ["redirect_uri"] = redirect }, cancel);
        return token.RefreshToken is { Length: > 0 and < LongestToken } refresh
            ? refresh
            : throw new MailboxException($"{source.Address.Host} gave no refresh token, so the desk could not sign in again by itself. At Microsoft add the scope offline_access; at Google let the app be used offline");
    }

    private async Task<Answer> AskAsync(TokenSource source, Dictionary<string, string> fields, CancellationToken cancel)
    {
        using var client = clients.CreateClient(ClientName);
        client.MaxResponseContentBufferSize = LongestAnswer;
        fields["client_id"] = source.ClientId;
        if (source.ClientSecret is { Length: > 0 } secret) fields["client_secret"] = secret;
        try
        {
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await client.PostAsync(source.Address, content, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode) throw Refused(source.Address.Host, (int)answer.StatusCode, text);
            return JsonSerializer.Deserialize<Answer>(text) ?? throw new JsonException();
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException or InvalidOperationException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw e.InnerException is TimeStamps.TimeStampException vetted ? new MailboxException(vetted.Message, e) : new MailboxException($"{source.Address.Host} gave no token", e);
        }
    }

    /// <summary>What to do about it, by the error's name (RFC 6749 §5.2).</summary>
    private static MailboxException Refused(string host, int status, string text)
    {
        string? error = null;
        try
        {
            error = JsonSerializer.Deserialize<Answer>(text)?.Error;
        }
        catch (JsonException)
        {
            // A page of a proxy, or nothing: the number is told.
        }
        return new MailboxException(error switch
        {
            "invalid_grant" => $"{host} says that the sign-in ended or was taken back: perhaps the password was changed, or it was not used for long. Sign in at the provider again",
            "invalid_client" or "unauthorized_client" => $"{host} does not accept the client id or its secret. The secret may have run out: make a new one with the provider and enter it here",
            "invalid_scope" => $"{host} does not know what is asked for. Check the scopes",
            _ => $"{host} gave no token (HTTP {status}). If it stays so, sign in at the provider again",
        });
    }

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("expires_in")] int? ExpiresIn, [property: JsonPropertyName("error")] string? Error);
}
