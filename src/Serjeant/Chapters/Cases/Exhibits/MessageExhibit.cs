using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Moderation;
using Serjeant.Outside.FromBrowser;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>A message as files: the exact text, what is known about it, what the desk found in it, and the object it came as.</summary>
internal static class MessageExhibit
{
    /// <summary>The file with the exact words.</summary>
    public const string TextFile = "text.txt";

    private const string FactsFile = "message.json";

    /// <summary>How the name of the object as it came begins.</summary>
    private const string Original = "original.";

    private const string NoProfile = "The message was brought in from a file or mailbox; the account's page was not captured with it.";

    private const string NoProfileRead = "The comment's words were read on the page that it was under; the account's page was not captured with it.";
    private const string NoOriginal = "The object that the message came as was not kept when it was brought in.";

    private const string NoQuotes = "The object that the message came as is not kept: it answers a message that was sealed off because it may show the abuse of a child, and may quote it.";

    private const string NoRawMail = "There is no author proof: the mail itself was not kept, only its words, so nobody's signature on it can be checked. "
        + "If you still have the mail, save it as .eml and add it to the case with “Add files”.";

    private const string MailFromFile = "It was read out of what the office brought in. Keeping mails in a mailbox file can change them: a signature that does not hold is then no sign of a forgery.";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // A file, never part of a page; people must be able to read it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string KeyOf(long messageId) => string.Create(CultureInfo.InvariantCulture, $"message:{messageId}");

    /// <summary>Whether a file of such an exhibit may hold words of the message that it answers.</summary>
    /// <param name="quotes">The message's own words quote.</param>
    internal static bool MayQuote(string path, bool quotes) => path.StartsWith(Original, StringComparison.Ordinal) || (quotes && path is (TextFile or FactsFile));

    /// <param name="answersSealed">It answers a message that was sealed off.</param>
    public static async Task<ExhibitDraft> SealAsync(OpenVault vault, Message message, MessageRaw? raw, bool answersSealed, long? caseId, CancellationToken cancel)
    {
        var files = new List<SealedFile>
        {
            new(TextFile, "text/plain; charset=utf-8", await vault.StoreAsync(Encoding.UTF8.GetBytes(message.Text), cancel)),
            new(FactsFile, "application/json", await vault.StoreAsync(JsonSerializer.SerializeToUtf8Bytes(FactsOf(message, raw), Json), cancel)),
        };
        if (raw is not null)
        {
            await using var stored = raw.Open();
            var blob = await vault.StoreAsync(stored, cancel);
            if (blob.Sha256 != Convert.ToHexStringLower(raw.Hash))
                throw new Outside.Storage.VaultException("The message's original object no longer matches the hash that was taken when it came in.");
            var type = raw.MediaType == CommentMessages.RawType ? "application/json" : raw.MediaType;
            files.Add(new SealedFile(Original + ExtensionOf(type)[1..], type, blob));
        }
        var (source, provenance) = raw?.MediaType == CommentMessages.RawType
            ? (ExhibitSource.Comment, Provenance.ReadInBrowser)
            : (ExhibitSource.Message, Provenance.ReadFromExport);
        return new ExhibitDraft(KeyOf(message.Id), source, provenance, TitleOf(message), "Captured")
        {
            Files = files,
            CaseId = caseId,
            MessageId = message.Id,
            Address = message.Address,
            ProfileAddress = message.Author?.ProfileAddress,
            ProfileGap = provenance == Provenance.ReadInBrowser ? NoProfileRead : NoProfile,
            Notes = [.. NotesOf(message, raw, answersSealed)],
        };
    }

    private static IEnumerable<string> NotesOf(Message message, MessageRaw? raw, bool answersSealed)
    {
        if (raw is null)
            yield return answersSealed ? NoQuotes : NoOriginal;
        if (IsMail(raw))
            yield return MailFromFile;
        else if (message.Kind == MessageKind.Email && !answersSealed)
            yield return NoRawMail;
        if (raw?.MediaType == CommentMessages.RawType)
            yield return WhereRead(raw);
    }

    private static bool IsMail(MessageRaw? raw) => raw is not null && ExtensionOf(raw.MediaType) == ".eml";

    private static string WhereRead(MessageRaw raw)
    {
        using var stored = raw.Open();
        using var whole = new MemoryStream();
        stored.CopyTo(whole);
        return CommentMessages.Parse(whole.ToArray()) is not { } read
            ? throw new InvalidDataException()
            : string.Create(CultureInfo.InvariantCulture,
                $"Read on the page {read.Page} by Serjeant's extension in the browser of {read.SentBy}, who sent it to this desk. It came at {read.At.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC by the desk's clock.");
    }

    private static string TitleOf(Message message) => string.Create(CultureInfo.InvariantCulture,
        $"{message.Kind} on {message.Platform}, {message.SentAt.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");

    private static object FactsOf(Message message, MessageRaw? raw) => new
    {
        Platform = message.Platform.ToString(),
        Kind = message.Kind.ToString(),
        message.ExternalId,
        message.Address,
        message.ThreadId,
        message.InReplyTo,
        OfficeAccount = message.Account,
        SentAt = message.SentAt.ToUniversalTime(),
        ReceivedAt = message.ReceivedAt.ToUniversalTime(),
        Author = new
        {
            message.Author?.DisplayName,
            message.Author?.Handle,
            message.Author?.PlatformId,
            message.Author?.ProfileAddress,
        },
        message.Subject,
        message.Text,
        Category = message.TopCategory?.Id(),
        message.Abuse,
        Original = raw is null ? null : new { raw.MediaType, Sha256 = Convert.ToHexStringLower(raw.Hash) },
        Suggestions = message.Findings.OrderBy(f => f.Start).Select(f => new
        {
            f.Rule,
            Category = f.Category.ToString(),
            f.Severity,
            f.Confidence,
            f.Reason,
            f.Start,
            f.Length,
            f.Stands,
        }),
    };

    private static string ExtensionOf(string mediaType) => mediaType.Split(';')[0].Trim() switch
    {
        "message/rfc822" => ".eml",
        "application/json" or "application/x-ndjson" => ".json",
        "text/csv" => ".csv",
        "text/plain" => ".txt",
        _ => ".bin",
    };
}
