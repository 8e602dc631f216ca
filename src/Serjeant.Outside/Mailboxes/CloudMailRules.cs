using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Serjeant.Mail.Forwarding;

namespace Serjeant.Outside.Mailboxes;

/// <summary>Where the providers' interfaces are; tests put their own there.</summary>
public sealed record CloudAddresses(Uri Microsoft, Uri Google)
{
    public static CloudAddresses Usual { get; } = new(new Uri("https://graph.microsoft.com/"), new Uri("https://gmail.googleapis.com/"));
}

/// <summary>
/// Reads the rules of Microsoft 365 and Gmail accounts over HTTP with an access token. Reads only (<c>MailboxSettings.Read</c> and <c>Mail.ReadBasic</c>; <c>gmail.settings.basic</c> and <c>gmail.labels</c>), bounded, and
/// never goes to another host than the provider's.
/// </summary>
public sealed class CloudMailRules(IHttpClientFactory clients, CloudAddresses addresses)
{
    private const int LongestAnswer = 4 * 1024 * 1024;
    private const int MostPages = 20;
    private const int MostFolders = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Ids of these differ from mailbox to mailbox, and their names from language to language.
    private static readonly (string WellKnown, string Name)[] Folders =
        [("deleteditems", "Deleted Items"), ("recoverableitemsdeletions", "Deleted Items"), ("archive", "Archive"), ("junkemail", "Junk Email"), ("conversationhistory", "Conversation History"), ("syncissues", "Sync Issues")];

    /// <exception cref="MailboxException">It can't be read.</exception>
    public async Task<IReadOnlyList<MailboxRule>> MicrosoftAsync(string token, CancellationToken cancel)
    {
        var pages = new List<string>();
        var next = new Uri(addresses.Microsoft, "v1.0/me/mailFolders/inbox/messageRules");
        while (next is not null)
        {
            if (pages.Count == MostPages) throw new MailboxException($"{next.Host} lists more rules than are read");
            var page = await GetAsync(next, token, false, cancel) ?? "";
            pages.Add(page);
            next = Next(page);
            if (next is not null && next.GetLeftPart(UriPartial.Authority) != addresses.Microsoft.GetLeftPart(UriPartial.Authority)) throw new MailboxException($"{addresses.Microsoft.Host} sends elsewhere");
        }
        return await ReadAsync(addresses.Microsoft.Host, async () =>
        {
            var folders = new Dictionary<string, string>(StringComparer.Ordinal);
            var used = pages.SelectMany(MicrosoftRules.FoldersIn).Distinct(StringComparer.Ordinal).Take(MostFolders).ToArray();
            if (used.Length > 0)
                foreach (var (known, name) in Folders)
                    if (await FolderAsync(known, token, cancel) is { Id.Length: > 0 } folder) folders[folder.Id] = name;
            foreach (var id in used.Where(id => !folders.ContainsKey(id)))
                if (await FolderAsync(id, token, cancel) is { Name.Length: > 0 } folder) folders[id] = folder.Name;
            return pages.SelectMany(p => MicrosoftRules.Read(p, folders)).ToList();
        });
    }

    /// <exception cref="MailboxException">It can't be read.</exception>
    public Task<IReadOnlyList<MailboxRule>> GoogleAsync(string token, CancellationToken cancel) => ReadAsync(addresses.Google.Host, async () =>
    {
        var texts = new List<string>();
        foreach (var part in new[] { "settings/filters", "settings/autoForwarding", "settings/forwardingAddresses", "labels" })
            texts.Add(await GetAsync(new Uri(addresses.Google, "gmail/v1/users/me/" + part), token, false, cancel) ?? "");
        return GoogleRules.Read(texts[0], texts[1], texts[2], texts[3]);
    });

    private static async Task<IReadOnlyList<MailboxRule>> ReadAsync(string host, Func<Task<IReadOnlyList<MailboxRule>>> work)
    {
        try
        {
            return await work();
        }
        catch (FormatException e)
        {
            throw new MailboxException($"What {host} answered can’t be read", e);
        }
    }

    private async Task<(string Id, string Name)?> FolderAsync(string id, string token, CancellationToken cancel)
    {
        var text = await GetAsync(new Uri(addresses.Microsoft, $"v1.0/me/mailFolders/{Uri.EscapeDataString(id)}?$select=id,displayName"), token, true, cancel);
        if (text is null) return null;
        using var document = Parse(text);
        return (Text(document.RootElement, "id"), Text(document.RootElement, "displayName"));
    }

    private Uri? Next(string page)
    {
        using var document = Parse(page);
        return Text(document.RootElement, "@odata.nextLink") is { Length: > 0 } link ? Uri.TryCreate(link, UriKind.Absolute, out var next) ? next : throw new MailboxException($"What {addresses.Microsoft.Host} answered can’t be read") : null;
    }

    private JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new MailboxException($"What {addresses.Microsoft.Host} answered can’t be read", e);
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <returns>Null for 404 where that may be.</returns>
    private async Task<string?> GetAsync(Uri address, string token, bool mayLack, CancellationToken cancel)
    {
        using var client = clients.CreateClient(OAuthTokens.ClientName);
        client.MaxResponseContentBufferSize = LongestAnswer;
        client.Timeout = Patience;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            if (mayLack && answer.StatusCode is (System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.BadRequest)) return null;
            if (answer.StatusCode is System.Net.HttpStatusCode.Unauthorized or System.Net.HttpStatusCode.Forbidden)
                throw new MailboxException($"{address.Host} does not let this token read the account’s rules. It needs the right to read mail settings");
            if (!answer.IsSuccessStatusCode) throw new MailboxException($"{address.Host} answered with HTTP {(int)answer.StatusCode}");
            return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw e.InnerException is TimeStamps.TimeStampException vetted ? new MailboxException(vetted.Message, e) : new MailboxException($"{address.Host} can’t be reached now, or its answer is too long", e);
        }
    }
}
