using Microsoft.Data.Sqlite;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>The statements of ingest on SQLite.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    public SqliteStatement Find { get; } = new(connection,
        """SELECT 1 FROM "Messages" WHERE "OfficeId" = $0 AND "Platform" = $1 AND "ExternalId" = $2""");

    public SqliteStatement FindAuthor { get; } = new(connection,
        """SELECT "Id" FROM "Authors" WHERE "OfficeId" = $0 AND "Platform" = $1 AND "Key" = $2""");

    public SqliteStatement AddAuthor { get; } = new(connection, """
        INSERT INTO "Authors" ("OfficeId", "Platform", "Key", "Handle", "DisplayName", "PlatformId", "ProfileAddress")
        VALUES ($0, $1, $2, $3, $4, $5, $6) RETURNING "Id"
        """);

    public SqliteStatement FindKey { get; } = new(connection,
        """SELECT "Key" FROM "SubjectKeys" WHERE "OfficeId" = $0 AND "Subject" = $1""");

    public SqliteStatement AddKey { get; } = new(connection,
        """INSERT INTO "SubjectKeys" ("OfficeId", "Subject", "Key") VALUES ($0, $1, $2)""");

    public SqliteStatement FindGroup { get; } = new(connection,
        """SELECT "Waiting" FROM "TextGroups" WHERE "OfficeId" = $0 AND "TextKey" = $1""");

    public SqliteStatement FindPair { get; } = new(connection,
        """SELECT 1 FROM "Messages" WHERE "OfficeId" = $0 AND "TextKey" = $1 AND "State" IN (0, 1) AND "AuthorId" = $2 LIMIT 1""");

    public SqliteStatement LastId { get; } = new(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'Messages'");

    public SqliteStatement AddMessage { get; } = new(connection, """
        INSERT INTO "Messages" ("Id", "OfficeId", "Platform", "Kind", "ExternalId", "ThreadId", "InReplyTo", "Account", "AuthorId", "Subject", "Text",
            "Address", "SentAt", "ReceivedAt", "ImportJobId", "State", "Rank", "TopCategory", "TopSeverity", "Score", "Abuse", "CategoryBits", "TextKey",
            "StandsForGroup", "Language", "ParentText", "LegalHold")
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, 0)
        """);

    public SqliteStatement AddRaw { get; } = new(connection,
        """INSERT INTO "MessageRaws" ("MessageId", "OfficeId", "MediaType", "Compressed", "Hash") VALUES ($0, $1, $2, $3, $4)""");

    public SqliteStatement AddWords { get; } = new(connection,
        """INSERT INTO "MessageSearch" (rowid, Words) VALUES ($0, $1)""");

    public SqliteStatement AddFinding { get; } = new(connection, """
        INSERT INTO "MessageFindings" ("OfficeId", "MessageId", "Rule", "Category", "Severity", "Confidence", "Reason", "Start", "Length", "BeforeLearning",
            "LearnedLeft", "LearnedOf", "LearnedSameRule", "Stands")
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)
        """);

    public SqliteStatement AddToGroup { get; } = new(connection, """
        INSERT INTO "TextGroups" ("OfficeId", "TextKey", "Total", "Waiting", "Authors", "FirstSentAt", "LastSentAt", "TopRank") VALUES ($0, $1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT ("OfficeId", "TextKey") DO UPDATE SET "Total" = "Total" + excluded."Total", "Waiting" = "Waiting" + excluded."Waiting",
            "Authors" = "Authors" + excluded."Authors", "FirstSentAt" = min("FirstSentAt", excluded."FirstSentAt"),
            "LastSentAt" = max("LastSentAt", excluded."LastSentAt"),
            "TopRank" = CASE WHEN "Waiting" > 0 THEN max("TopRank", excluded."TopRank") ELSE excluded."TopRank" END
        """);

    public void Dispose()
    {
        foreach (var statement in All)
            statement.Dispose();
    }

    private SqliteStatement[] All =>
        [Find, FindAuthor, AddAuthor, FindKey, AddKey, FindGroup, FindPair, LastId, AddMessage, AddRaw, AddWords, AddFinding, AddToGroup];
}
