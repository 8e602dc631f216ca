using Npgsql;
using NpgsqlTypes;
using Serjeant.Moderation.Offices;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>Binary COPY of a batch's rows. Each value is written as its column's type: COPY converts nothing.</summary>
internal static class PostgresCopies
{
    public static async Task MessagesAsync(NpgsqlConnection connection, long officeId, IReadOnlyList<PreparedMessage> messages, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY "Messages" ("Id", "OfficeId", "Platform", "Kind", "ExternalId", "ThreadId", "InReplyTo", "Account", "AuthorId", "Subject", "Text", "Address",
                "SentAt", "ReceivedAt", "ImportJobId", "State", "Rank", "TopCategory", "TopSeverity", "Score", "Abuse", "CategoryBits", "TextKey",
                "StandsForGroup", "Language", "ParentText", "LegalHold") FROM STDIN (FORMAT binary)
            """, cancel);
        foreach (var m in messages.Select(p => p.Message))
        {
            await copy.StartRowAsync(cancel);
            await LongAsync(copy, m.Id, cancel);
            await LongAsync(copy, officeId, cancel);
            await IntAsync(copy, (int)m.Platform, cancel);
            await IntAsync(copy, (int)m.Kind, cancel);
            await TextAsync(copy, m.ExternalId, cancel);
            await TextAsync(copy, m.ThreadId, cancel);
            await TextAsync(copy, m.InReplyTo, cancel);
            await TextAsync(copy, m.Account, cancel);
            await LongAsync(copy, m.AuthorId, cancel);
            await TextAsync(copy, m.Subject, cancel);
            await TextAsync(copy, m.Text, cancel);
            await TextAsync(copy, m.Address, cancel);
            await copy.WriteAsync(m.SentAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
            await copy.WriteAsync(m.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
            await LongAsync(copy, m.ImportJobId, cancel);
            await IntAsync(copy, (int)m.State, cancel);
            await IntAsync(copy, m.Rank, cancel);
            await IntAsync(copy, (int?)m.TopCategory, cancel);
            await IntAsync(copy, m.TopSeverity, cancel);
            await copy.WriteAsync(m.Score, NpgsqlDbType.Double, cancel);
            await copy.WriteAsync(m.Abuse, NpgsqlDbType.Boolean, cancel);
            await LongAsync(copy, m.CategoryBits, cancel);
            await LongAsync(copy, m.TextKey, cancel);
            await copy.WriteAsync(m.StandsForGroup, NpgsqlDbType.Boolean, cancel);
            await TextAsync(copy, m.Language, cancel);
            await TextAsync(copy, m.ParentText, cancel);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    public static async Task RawsAsync(NpgsqlConnection connection, long officeId, IReadOnlyList<PreparedMessage> messages, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """COPY "MessageRaws" ("MessageId", "OfficeId", "MediaType", "Compressed", "Hash") FROM STDIN (FORMAT binary)""", cancel);
        foreach (var prepared in messages)
        {
            if (prepared.Raw is not { } raw)
                continue;
            await copy.StartRowAsync(cancel);
            await LongAsync(copy, prepared.Message.Id, cancel);
            await LongAsync(copy, officeId, cancel);
            await TextAsync(copy, prepared.RawType, cancel);
            await copy.WriteAsync(raw, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(prepared.RawHash, NpgsqlDbType.Bytea, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    public static async Task FindingsAsync(NpgsqlConnection connection, long officeId, IReadOnlyList<PreparedMessage> messages, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY "MessageFindings" ("OfficeId", "MessageId", "Rule", "Category", "Severity", "Confidence", "Reason", "Start", "Length", "BeforeLearning",
                "LearnedLeft", "LearnedOf", "LearnedSameRule", "Stands")
            FROM STDIN (FORMAT binary)
            """, cancel);
        foreach (var prepared in messages)
        {
            foreach (var f in prepared.Findings)
            {
                await copy.StartRowAsync(cancel);
                await LongAsync(copy, officeId, cancel);
                await LongAsync(copy, prepared.Message.Id, cancel);
                await TextAsync(copy, f.Rule, cancel);
                await IntAsync(copy, (int)f.Category, cancel);
                await IntAsync(copy, f.Severity, cancel);
                await copy.WriteAsync(f.Confidence, NpgsqlDbType.Double, cancel);
                await TextAsync(copy, f.Reason, cancel);
                await IntAsync(copy, f.Start, cancel);
                await IntAsync(copy, f.Length, cancel);
                await LearnedAsync(copy, f.Learned, cancel);
                await copy.WriteAsync(true, NpgsqlDbType.Boolean, cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    private static async Task LearnedAsync(NpgsqlBinaryImporter copy, Learned? learned, CancellationToken cancel)
    {
        if (learned is null)
        {
            for (var i = 0; i < 4; i++)
                await copy.WriteNullAsync(cancel);
            return;
        }
        await copy.WriteAsync(learned.Before, NpgsqlDbType.Double, cancel);
        await IntAsync(copy, learned.Left, cancel);
        await IntAsync(copy, learned.Of, cancel);
        await copy.WriteAsync(learned.SameRule, NpgsqlDbType.Boolean, cancel);
    }

    private static Task LongAsync(NpgsqlBinaryImporter copy, long? value, CancellationToken cancel) =>
        value is { } number ? copy.WriteAsync(number, NpgsqlDbType.Bigint, cancel) : copy.WriteNullAsync(cancel);

    private static Task IntAsync(NpgsqlBinaryImporter copy, int? value, CancellationToken cancel) =>
        value is { } number ? copy.WriteAsync(number, NpgsqlDbType.Integer, cancel) : copy.WriteNullAsync(cancel);

    private static Task TextAsync(NpgsqlBinaryImporter copy, string? value, CancellationToken cancel) =>
        value is null ? copy.WriteNullAsync(cancel) : copy.WriteAsync(value, NpgsqlDbType.Text, cancel);
}
