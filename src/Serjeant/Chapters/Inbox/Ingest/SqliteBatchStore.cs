using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Ledger;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>
/// Ingest into SQLite by prepared statements on the context's own connection. Microsoft.Data.Sqlite has no asynchronous work of its
/// own, so everything here runs at once on the caller's thread.
/// </summary>
internal sealed class SqliteBatchStore : IBatchStore
{
    // Every message lands in a dozen places of the file. With room for the pages in use (8 MB) they aren't read again for each batch,
    // and with the log copied back every 32 MB, not every 4, the same page isn't written again and again.
    private const string Roomy = "PRAGMA cache_size=-8192; PRAGMA wal_autocheckpoint=8000;";
    private const string Usual = "PRAGMA cache_size=-2000; PRAGMA wal_autocheckpoint=1000;";

    private readonly SqliteConnection connection;
    private readonly SqliteStatements statements;

    /// <param name="db">With its connection open.</param>
    public SqliteBatchStore(SerjeantDb db)
    {
        connection = (SqliteConnection)db.Database.GetDbConnection();
        Set(Roomy);
        statements = new SqliteStatements(connection);
    }

    public Task<HashSet<int>> AlreadyHereAsync(long officeId, IReadOnlyList<PreparedMessage> messages, CancellationToken cancel)
    {
        var here = new HashSet<int>();
        for (var i = 0; i < messages.Count; i++)
        {
            if (statements.Find.With(officeId).With((long)messages[i].Message.Platform).With(messages[i].Message.ExternalId).Any())
                here.Add(i);
        }
        return Task.FromResult(here);
    }

    public Task<IReadOnlyList<KnownAuthor>> AuthorsAsync(long officeId, IReadOnlyList<Author> authors, CancellationToken cancel)
    {
        var known = new List<KnownAuthor>(authors.Count);
        foreach (var author in authors)
        {
            var id = statements.FindAuthor.With(officeId).With((long)author.Platform).With(author.Key).Number()
                ?? statements.AddAuthor.With(officeId).With((long)author.Platform).With(author.Key).With(author.Handle).With(author.DisplayName)
                    .With(author.PlatformId).With(author.ProfileAddress).Number()!.Value;
            var subject = "author:" + id.ToString(CultureInfo.InvariantCulture);
            if (statements.FindKey.With(officeId).With(subject).Bytes() is not { } key)
            {
                key = Commitment.NewKey();
                statements.AddKey.With(officeId).With(subject).With(key).Run();
            }
            known.Add(new KnownAuthor(id, key));
        }
        return Task.FromResult<IReadOnlyList<KnownAuthor>>(known);
    }

    public Task<Dictionary<long, int>> WaitingAsync(long officeId, IReadOnlyCollection<long> textKeys, CancellationToken cancel)
    {
        var waiting = new Dictionary<long, int>();
        foreach (var key in textKeys)
        {
            if (statements.FindGroup.With(officeId).With(key).Number() is { } count)
                waiting[key] = (int)count;
        }
        return Task.FromResult(waiting);
    }

    public Task<HashSet<(long TextKey, long AuthorId)>> SentBeforeAsync(
        long officeId, IReadOnlyCollection<(long TextKey, long AuthorId)> pairs, CancellationToken cancel)
    {
        var before = new HashSet<(long, long)>();
        foreach (var (key, author) in pairs)
        {
            if (statements.FindPair.With(officeId).With(key).With(author).Any())
                before.Add((key, author));
        }
        return Task.FromResult(before);
    }

    public Task<IReadOnlyList<long>> ReserveIdsAsync(int count, CancellationToken cancel)
    {
        // The transaction holds the only write lock, so nobody else takes these; AUTOINCREMENT never gives an id twice.
        var last = statements.LastId.Number() ?? 0;
        return Task.FromResult<IReadOnlyList<long>>([.. Enumerable.Range(1, count).Select(i => last + i)]);
    }

    public Task WriteAsync(long officeId, IReadOnlyList<PreparedMessage> messages, IReadOnlyCollection<TextGroup> additions, CancellationToken cancel)
    {
        foreach (var prepared in messages)
        {
            var m = prepared.Message;
            statements.AddMessage
                .With(m.Id).With(officeId).With((long)m.Platform).With((long)m.Kind).With(m.ExternalId).With(m.ThreadId).With(m.InReplyTo).With(m.Account)
                .With(m.AuthorId).With(m.Subject).With(m.Text).With(m.Address).With(m.SentAt.UtcTicks).With(m.ReceivedAt.UtcTicks).With(m.ImportJobId)
                .With((long)m.State).With(m.Rank).With((long?)m.TopCategory).With(m.TopSeverity).With(m.Score).With(m.Abuse).With(m.CategoryBits)
                .With(m.TextKey).With(m.StandsForGroup).With(m.Language).With(m.ParentText).Run();
            if (prepared.Raw is { } raw)
                statements.AddRaw.With(m.Id).With(officeId).With(prepared.RawType).With(raw).With(prepared.RawHash).Run();
            statements.AddWords.With(m.Id).With(prepared.Words).Run();
            foreach (var f in prepared.Findings)
                statements.AddFinding.With(officeId).With(m.Id).With(f.Rule).With((long)f.Category).With(f.Severity).With(f.Confidence)
                    .With(f.Reason).With(f.Start).With(f.Length)
                    .With(f.Learned?.Before).With((long?)f.Learned?.Left).With((long?)f.Learned?.Of).With(f.Learned?.SameRule).Run();
        }
        foreach (var g in additions)
            statements.AddToGroup.With(officeId).With(g.TextKey).With(g.Total).With(g.Waiting).With(g.Authors)
                .With(g.FirstSentAt.UtcTicks).With(g.LastSentAt.UtcTicks).With(g.TopRank).Run();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        statements.Dispose();
        // The connection goes back to its pool.
        Set(Usual);
    }

    private void Set(string pragmas)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }
}
