using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>Words in messages: FTS5 on SQLite, tsvector on PostgreSQL, one meaning for both. Every word must be there; the last may be a beginning.</summary>
public static class QueueSearch
{
    /// <summary>A search looks at the newest this many messages that match, so that a common word stays quick.</summary>
    public const int Most = 5000;

    /// <summary>Ids of this context's office's messages that hold the words; null when there is no word to look for.</summary>
    public static IQueryable<long>? Ids(SerjeantDb db, string words)
    {
        var terms = Terms(words);
        if (terms.Count == 0)
            return null;
        if (db.IsSqlite)
        {
            var match = string.Join(' ', terms.Select((t, i) => i == terms.Count - 1 ? $"\"{t}\"*" : $"\"{t}\""));
            return db.Database.SqlQuery<long>(
                $"""SELECT rowid AS "Value" FROM "MessageSearch" WHERE "MessageSearch" MATCH {match} ORDER BY rowid DESC LIMIT {Most}""");
        }
        var query = string.Join(" & ", terms.Select((t, i) => i == terms.Count - 1 ? $"'{t}':*" : $"'{t}'"));
        return db.Database.SqlQuery<long>(
            $"""SELECT "MessageId" AS "Value" FROM "MessageSearch" WHERE "Words" @@ to_tsquery('simple', {query}) ORDER BY "MessageId" DESC LIMIT {Most}""");
    }

    /// <summary>Only letters and digits are left, so that no word can be an operator of either database's query language.</summary>
    internal static IReadOnlyList<string> Terms(string words)
    {
        var terms = new List<string>();
        var term = new StringBuilder();
        foreach (var c in words.Normalize(NormalizationForm.FormKC) + " ")
        {
            if (char.IsLetterOrDigit(c))
                term.Append(c);
            else if (term.Length > 0)
            {
                terms.Add(term.ToString().ToLowerInvariant());
                term.Clear();
            }
        }
        return terms.Count > 12 ? terms[..12] : terms;
    }
}
