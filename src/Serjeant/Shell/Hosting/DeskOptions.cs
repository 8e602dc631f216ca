using Serjeant.Data;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Shell.Hosting;

/// <summary>What the command line says about a desk.</summary>
/// <param name="DataFolder">Full path of the folder that holds database, evidence, keys and spooled uploads.</param>
/// <param name="Postgres">A PostgreSQL connection string, or null for SQLite in the data folder.</param>
public sealed record DeskOptions(string DataFolder, string? Postgres)
{
    public string Urls { get; init; } = "http://localhost:5480";

    /// <summary>The host name people type; passkeys are bound to it. Null: the host of <see cref="Urls"/>.</summary>
    public string? PublicHost { get; init; }

    /// <summary>A certificate file for HTTPS: PEM with <see cref="CertificateKey"/> beside it, or PKCS#12.</summary>
    public string? Certificate { get; init; }
    public string? CertificateKey { get; init; }
    public bool Demo { get; init; }

    /// <summary>The only private addresses that captures and time-stamps may reach: a page of a test, an authority in the house.</summary>
    public IReadOnlyList<AllowedAddress> CaptureAllowed { get; init; } = [];

    /// <summary>Full paths of drop folders outside the data folder, by office.</summary>
    public IReadOnlyDictionary<long, string> DropFolders { get; init; } = new Dictionary<long, string>();

    /// <summary>False where a command only needs the services and no background work may start.</summary>
    public bool RunWorkers { get; init; } = true;

    public DatabaseChoice Database => Postgres is not null
        ? DatabaseChoice.PostgresServer(Postgres)
        : DatabaseChoice.SqliteFile(Path.Combine(DataFolder, "serjeant.db"));

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(DataFolder, name)).FullName;

    /// <summary>The name that passkeys belong to (a WebAuthn relying-party id): the public host, or the host of the address.</summary>
    public string RelyingParty => PublicHost
        ?? new Uri(Urls.Split(';')[0].Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)).Host;
}
