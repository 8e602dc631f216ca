using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serjeant.Outside.Mailboxes;

/// <summary>Where access tokens come from.</summary>
/// <param name="Address">The provider's token endpoint; https.</param>
public sealed record TokenSource(Uri Address, string ClientId, string? ClientSecret, string RefreshToken);

/// <summary>
/// Fetches access tokens with a refresh token (RFC 6749 §6). How an office comes by the refresh token is not done here. A token is kept in memory
/// until a minute before it ends.
/// </summary>
public sealed class OAuthTokens(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The client that is behind the guard.</summary>
    public const string ClientName = "mail-tokens";

    private const int LongestAnswer = 64 * 1024;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<TokenSource, (string Token, DateTimeOffset Until)> kept = new();

    /// <exception cref="MailboxException">There is no token.</exception>
    public async Task<string> FetchAsync(TokenSource source, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (kept.TryGetValue(source, out var known) && known.Until > time.GetUtcNow()) return known.Token;
        using var client = clients.CreateClient(ClientName);
        client.MaxResponseContentBufferSize = LongestAnswer;
        var fields = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = source.RefreshToken, ["client_id"] = source.ClientId };
        if (source.ClientSecret is { Length: > 0 } secret) fields["client_secret"] = secret;
        try
        {
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await client.PostAsync(source.Address, content, cancel);
            if (!answer.IsSuccessStatusCode)
                throw new MailboxException($"{source.Address.Host} gave no token (HTTP {(int)answer.StatusCode}). The grant may have been taken back: connect the mailbox again");
            var token = await answer.Content.ReadFromJsonAsync<Answer>(cancel);
            if (token?.AccessToken is not { Length: > 0 and < 16_000 } text) throw new MailboxException($"{source.Address.Host} answered without a token");
            kept[source] = (text, time.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(token.ExpiresIn ?? 300, 60, 86_400) - 60));
            return text;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw e.InnerException is TimeStamps.TimeStampException vetted ? new MailboxException(vetted.Message, e) : new MailboxException($"{source.Address.Host} gave no token", e);
        }
    }

    private sealed record Answer([property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] int? ExpiresIn);
}
