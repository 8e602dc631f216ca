namespace Serjeant.Data;

/// <summary>One politician's office: the unit that everything else belongs to.</summary>
public sealed class Office
{
    public long Id { get; set; }

    /// <summary>The politician's name as the office uses it.</summary>
    public required string Politician { get; set; }
    public PoliticianRole Role { get; set; }

    /// <summary>Constituency, ward or division.</summary>
    public required string Area { get; set; }
    public required string PublicEmail { get; set; }
    public Nation Nation { get; set; }

    /// <summary>IANA name, such as <c>Europe/London</c>.</summary>
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>True for the fictional office that <c>--demo</c> makes; shown on every page.</summary>
    public bool IsDemo { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the set-up wizard was finished; null while it is under way.</summary>
    public DateTimeOffset? SetUpAt { get; set; }

    /// <summary>Minutes without use after which a session must be opened again.</summary>
    public int IdleMinutes { get; set; } = 30;

    /// <summary>How many covered texts a reader may open in a day before a hand-over is suggested.</summary>
    public int DailyDose { get; set; } = 40;

    /// <summary>The evidence store's key, wrapped by the program's data-protection ring.</summary>
    public byte[]? EvidenceKey { get; set; }

    /// <summary>The same key, wrapped by the printed recovery key.</summary>
    public byte[]? EvidenceKeyForRecovery { get; set; }
    public DateTimeOffset? RecoveryKeyPrintedAt { get; set; }
}
