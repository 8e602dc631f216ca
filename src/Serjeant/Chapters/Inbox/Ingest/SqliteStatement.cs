using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>
/// One statement prepared once and run many times: its values are given in order with <c>With</c>, then it runs. It speaks to SQLite
/// itself: a command of ADO.NET looks every parameter up by name and boxes its value, which cost more than the writing did.
/// It is part of whatever transaction its connection has open.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] bytes = new byte[1024];
    private int bound;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public SqliteStatement With(long value)
    {
        Check(raw.sqlite3_bind_int64(statement, ++bound, value));
        return this;
    }

    public SqliteStatement With(long? value) => value is { } number ? With(number) : WithNull();

    public SqliteStatement With(double value)
    {
        Check(raw.sqlite3_bind_double(statement, ++bound, value));
        return this;
    }

    public SqliteStatement With(double? value) => value is { } number ? With(number) : WithNull();

    public SqliteStatement With(bool value) => With(value ? 1L : 0L);

    public SqliteStatement With(bool? value) => value is { } yes ? With(yes) : WithNull();

    public SqliteStatement With(string? value)
    {
        if (value is null)
            return WithNull();
        // An empty span has no address, and SQLite takes that for null.
        if (value.Length == 0)
        {
            Check(raw.sqlite3_bind_text(statement, ++bound, ""));
            return this;
        }
        if (bytes.Length < Encoding.UTF8.GetMaxByteCount(value.Length))
            bytes = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        Check(raw.sqlite3_bind_text(statement, ++bound, bytes.AsSpan(0, length)));
        return this;
    }

    public SqliteStatement With(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, ++bound, 0) : raw.sqlite3_bind_blob(statement, ++bound, value));
        return this;
    }

    public void Run() => Step(static _ => true, false);

    /// <summary>Whether there is a row.</summary>
    public bool Any() => Step(static _ => true, false);

    /// <summary>The first row's number; null where there is no row.</summary>
    public long? Number() => Step(static s => (long?)raw.sqlite3_column_int64(s, 0), null);

    /// <summary>The first row's bytes; null where there is no row.</summary>
    public byte[]? Bytes() => Step(static s => raw.sqlite3_column_blob(s, 0).ToArray(), null);

    public void Dispose() => statement.Dispose();

    private T Step<T>(Func<sqlite3_stmt, T> read, T none)
    {
        try
        {
            var code = raw.sqlite3_step(statement);
            if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
                Check(code);
            return code == raw.SQLITE_ROW ? read(statement) : none;
        }
        finally
        {
            // What went wrong is told once, above; values stay bound until the next ones take their places.
            _ = raw.sqlite3_reset(statement);
            bound = 0;
        }
    }

    private SqliteStatement WithNull()
    {
        Check(raw.sqlite3_bind_null(statement, ++bound));
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
