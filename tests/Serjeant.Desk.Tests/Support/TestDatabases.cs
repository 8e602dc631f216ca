using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Serjeant.Data;
using Serjeant.Data.Schema;
using Serjeant.Shell.Hosting;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A fresh, migrated database for each desk: a copy of one template that is migrated once.</summary>
internal static class TestDatabases
{
    private const string Template = "serjeant_template";
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task> PostgresTemplate = new(MakePostgresTemplateAsync);
    private static int count;

    public static bool OnPostgres => Environment.GetEnvironmentVariable("SERJEANT_TEST_DB") == "postgres";

    public static async Task<DeskOptions> NewAsync(string folder)
    {
        if (!OnPostgres)
        {
            File.Copy(await SqliteTemplate.Value, Path.Combine(folder, "serjeant.db"));
            return new DeskOptions(folder, null) { RunWorkers = false };
        }
        await PostgresTemplate.Value;
        var name = $"desk_{Interlocked.Increment(ref count)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
        await File.WriteAllTextAsync(Path.Combine(folder, "database"), name);
        return new DeskOptions(folder, await TestPostgres.ConnectionAsync(name)) { RunWorkers = false };
    }

    public static async Task DropAsync(string folder)
    {
        SqliteConnection.ClearAllPools();
        if (OnPostgres)
            await ExecuteAsync($"DROP DATABASE {await File.ReadAllTextAsync(Path.Combine(folder, "database"))} WITH (FORCE)");
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("serjeant-template-").FullName, "serjeant.db");
        await using (var db = new SerjeantDb(DatabaseChoice.SqliteFile(path).StandaloneOptions()))
        {
            await DatabaseSetUp.PrepareAsync(db, CancellationToken.None);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        }
        SqliteConnection.ClearAllPools();
        return path;
    }

    private static async Task MakePostgresTemplateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {Template}");
        var connection = await TestPostgres.ConnectionAsync(Template);
        await using (var db = new SerjeantDb(DatabaseChoice.PostgresServer(connection).StandaloneOptions()))
            await DatabaseSetUp.PrepareAsync(db, CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await TestPostgres.ConnectionAsync("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
