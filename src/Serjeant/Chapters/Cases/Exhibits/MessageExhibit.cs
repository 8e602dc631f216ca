using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>A message as files: the exact text, what is known about it, what the desk found in it, and the object it came as.</summary>
internal static class MessageExhibit
{
    /// <summary>The file with the exact words.</summary>
    public const string TextFile = "text.txt";

    private const string NoProfile = "The message was brought in from a file or mailbox; the account's page was not captured with it.";

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

    public static async Task<ExhibitDraft> SealAsync(OpenVault vault, Message message, MessageRaw? raw, long? caseId, CancellationToken cancel)
    {
        var files = new List<SealedFile>
        {
            new(TextFile, "text/plain; charset=utf-8", await vault.StoreAsync(Encoding.UTF8.GetBytes(message.Text), cancel)),
            new("message.json", "application/json", await vault.StoreAsync(JsonSerializer.SerializeToUtf8Bytes(FactsOf(message, raw), Json), cancel)),
        };
        if (raw is not null)
        {
            await using var stored = new BrotliStream(new MemoryStream(raw.Compressed, writable: false), CompressionMode.Decompress);
            var blob = await vault.StoreAsync(stored, cancel);
            if (blob.Sha256 != Convert.ToHexStringLower(raw.Hash))
                throw new Outside.Storage.VaultException("The message's original object no longer matches the hash that was taken when it came in.");
            files.Add(new SealedFile("original" + ExtensionOf(raw.MediaType), raw.MediaType, blob));
        }
        return new ExhibitDraft(KeyOf(message.Id), ExhibitSource.Message, Provenance.ReadFromExport, TitleOf(message), "Captured")
        {
            Files = files,
            CaseId = caseId,
            MessageId = message.Id,
            Address = message.Address,
            ProfileAddress = message.Author?.ProfileAddress,
            ProfileGap = NoProfile,
            Notes = raw is null ? ["The object that the message came as was not kept when it was brought in."] : [],
        };
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
