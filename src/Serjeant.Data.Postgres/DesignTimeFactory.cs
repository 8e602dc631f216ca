using Microsoft.EntityFrameworkCore.Design;

namespace Serjeant.Data.Postgres;

/// <summary>What <c>dotnet ef</c> uses to write migrations; it never connects.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SerjeantDb>
{
    public SerjeantDb CreateDbContext(string[] args) =>
        new(DatabaseChoice.PostgresServer("Host=localhost;Database=design").StandaloneOptions());
}
