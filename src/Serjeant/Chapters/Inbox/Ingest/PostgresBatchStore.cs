using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Serjeant.Data;
using Serjeant.Ledger;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>Ingest into PostgreSQL: whole batches as arrays, and binary COPY for the rows themselves. The office's ledger head is locked meanwhile.</summary>
internal sealed class PostgresBatchStore(SerjeantDb db) : IBatchStore
{
    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public async Task<HashSet<int>> AlreadyHereAsync(long officeId, IReadOnlyList<PreparedMessage> messages, CancellationToken cancel)
    {
        await using var command = Command("""
            SELECT g.i - 1 FROM unnest($2::int[], $3::text[]) WITH ORDINALITY AS g(p, e, i)
            JOIN "Messages" m ON m."OfficeId" = $1 AND m."Platform" = g.p AND m."ExternalId" = g.e
            """, officeId, messages.Select(m => (int)m.Message.Platform).ToArray(), messages.Select(m => m.Message.ExternalId).ToArray());
        var here = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            here.Add((int)reader.GetInt64(0));
        return here;
    }

    public async Task<IReadOnlyList<KnownAuthor>> AuthorsAsync(long officeId, IReadOnlyList<Author> authors, CancellationToken cancel)
    {
        var platforms = authors.Select(a => (int)a.Platform).ToArray();
        var keys = authors.Select(a => a.Key).ToArray();
        await using (var add = Command("""
            INSERT INTO "Authors" ("OfficeId", "Platform", "Key", "Handle", "DisplayName", "PlatformId", "ProfileAddress")
            SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) ON CONFLICT DO NOTHING
            """, officeId, platforms, keys, authors.Select(a => a.Handle).ToArray(), authors.Select(a => a.DisplayName).ToArray(),
            authors.Select(a => a.PlatformId).ToArray(), authors.Select(a => a.ProfileAddress).ToArray()))
            await add.ExecuteNonQueryAsync(cancel);
        var ids = await LongsAsync("""
            SELECT a."Id" FROM unnest($2::int[], $3::text[]) WITH ORDINALITY AS g(p, k, i)
            JOIN "Authors" a ON a."OfficeId" = $1 AND a."Platform" = g.p AND a."Key" = g.k ORDER BY g.i
            """, cancel, officeId, platforms, keys);
        var subjects = ids.Select(id => "author:" + id.ToString(CultureInfo.InvariantCulture)).ToArray();
        await using (var add = Command("""
            INSERT INTO "SubjectKeys" ("OfficeId", "Subject", "Key") SELECT $1, * FROM unnest($2::text[], $3::bytea[]) ON CONFLICT DO NOTHING
            """, officeId, subjects, subjects.Select(_ => Commitment.NewKey()).ToArray()))
            await add.ExecuteNonQueryAsync(cancel);
        var known = new List<KnownAuthor>(ids.Count);
        await using var command = Command("""
            SELECT s."Key" FROM unnest($2::text[]) WITH ORDINALITY AS g(k, i)
            JOIN "SubjectKeys" s ON s."OfficeId" = $1 AND s."Subject" = g.k ORDER BY g.i
            """, officeId, subjects);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            known.Add(new KnownAuthor(ids[known.Count], await reader.GetFieldValueAsync<byte[]>(0, cancel)));
        return known;
    }

    public async Task<Dictionary<long, int>> WaitingAsync(long officeId, IReadOnlyCollection<long> textKeys, CancellationToken cancel)
    {
        await using var command = Command(
            """SELECT "TextKey", "Waiting" FROM "TextGroups" WHERE "OfficeId" = $1 AND "TextKey" = ANY($2::bigint[])""", officeId, textKeys.ToArray());
        var waiting = new Dictionary<long, int>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            waiting[reader.GetInt64(0)] = reader.GetInt32(1);
        return waiting;
    }

    public async Task<HashSet<(long TextKey, long AuthorId)>> SentBeforeAsync(
        long officeId, IReadOnlyCollection<(long TextKey, long AuthorId)> pairs, CancellationToken cancel)
    {
        var before = new HashSet<(long, long)>();
        if (pairs.Count == 0)
            return before;
        await using var command = Command("""
            SELECT g.k, g.a FROM unnest($2::bigint[], $3::bigint[]) AS g(k, a) WHERE EXISTS (SELECT 1 FROM "Messages" m
            WHERE m."OfficeId" = $1 AND m."TextKey" = g.k AND m."State" IN (0, 1) AND m."AuthorId" = g.a)
            """, officeId, pairs.Select(p => p.TextKey).ToArray(), pairs.Select(p => p.AuthorId).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            before.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return before;
    }

    public async Task<IReadOnlyList<long>> ReserveIdsAsync(int count, CancellationToken cancel) =>
        await LongsAsync("""SELECT nextval(pg_get_serial_sequence('"Messages"', 'Id')) FROM generate_series(1, $1)""", cancel, count);

    public async Task WriteAsync(long officeId, IReadOnlyList<PreparedMessage> messages, IReadOnlyCollection<TextGroup> additions, CancellationToken cancel)
    {
        await PostgresCopies.MessagesAsync(Connection, officeId, messages, cancel);
        await PostgresCopies.RawsAsync(Connection, officeId, messages, cancel);
        await PostgresCopies.FindingsAsync(Connection, officeId, messages, cancel);
        await using (var words = Command("""
            INSERT INTO "MessageSearch" ("MessageId", "Words") SELECT g.id, to_tsvector('simple', g.words) FROM unnest($1::bigint[], $2::text[]) AS g(id, words)
            """, messages.Select(m => m.Message.Id).ToArray(), messages.Select(m => Searchable(m.Words)).ToArray()))
            await words.ExecuteNonQueryAsync(cancel);
        await using var groups = Command("""
            INSERT INTO "TextGroups" AS t ("OfficeId", "TextKey", "Total", "Waiting", "Authors", "FirstSentAt", "LastSentAt", "TopRank")
            SELECT $1, * FROM unnest($2::bigint[], $3::int[], $4::int[], $5::int[], $6::timestamptz[], $7::timestamptz[], $8::int[])
            ON CONFLICT ("OfficeId", "TextKey") DO UPDATE SET "Total" = t."Total" + excluded."Total", "Waiting" = t."Waiting" + excluded."Waiting",
                "Authors" = t."Authors" + excluded."Authors", "FirstSentAt" = least(t."FirstSentAt", excluded."FirstSentAt"),
                "LastSentAt" = greatest(t."LastSentAt", excluded."LastSentAt"),
                "TopRank" = CASE WHEN t."Waiting" > 0 THEN greatest(t."TopRank", excluded."TopRank") ELSE excluded."TopRank" END
            """, officeId, additions.Select(g => g.TextKey).ToArray(), additions.Select(g => g.Total).ToArray(), additions.Select(g => g.Waiting).ToArray(),
            additions.Select(g => g.Authors).ToArray(), additions.Select(g => g.FirstSentAt.UtcDateTime).ToArray(), additions.Select(g => g.LastSentAt.UtcDateTime).ToArray(),
            additions.Select(g => g.TopRank).ToArray());
        await groups.ExecuteNonQueryAsync(cancel);
    }

    public void Dispose()
    {
    }

    /// <summary>A tsvector holds a megabyte at most, and its words' places end at 16,383 anyway.</summary>
    private static string Searchable(string words) => words.Length > 100_000 ? words[..100_000] : words;

    private async Task<List<long>> LongsAsync(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(sql, values);
        var longs = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            longs.Add(reader.GetInt64(0));
        return longs;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        // The context's transaction is the connection's: PostgreSQL has one at a time.
        var command = new NpgsqlCommand(sql, Connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
