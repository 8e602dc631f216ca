using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Serjeant.Data;

/// <summary>Which database: a SQLite file, or PostgreSQL when a connection string is given.</summary>
public sealed record DatabaseChoice(string? SqlitePath, string? Postgres)
{
    public static DatabaseChoice SqliteFile(string path) => new(path, null);
    public static DatabaseChoice PostgresServer(string connection) => new(null, connection);

    /// <summary>Version 3 holds passkeys. An earlier one leaves their table out without a word, so every way to the model sets it.</summary>
    public static void ConfigureIdentity(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    /// <summary>Options for a context made outside the desk's own services: design time, commands and tests.</summary>
    public DbContextOptions<SerjeantDb> StandaloneOptions()
    {
        var services = new ServiceCollection().Configure<IdentityOptions>(ConfigureIdentity).BuildServiceProvider();
        var options = new DbContextOptionsBuilder<SerjeantDb>().UseApplicationServiceProvider(services);
        Configure(options);
        return ((DbContextOptionsBuilder<SerjeantDb>)options).Options;
    }

    public void Configure(DbContextOptionsBuilder options)
    {
        if (Postgres is not null)
            options.UseNpgsql(Postgres, o => o.MigrationsAssembly("Serjeant.Data.Postgres"));
        else
            options.UseSqlite(
                $"Data Source={SqlitePath};Cache=Private;Default Timeout=30;Foreign Keys=True",
                o => o.MigrationsAssembly("Serjeant.Data.Sqlite"));
    }
}
