namespace Serjeant.Data;

public enum FlagLevel
{
    Less = 1,
    Balanced = 2,
    More = 3,
}

/// <summary>One rule of a protocol, as people cite it: "rule 4, no advertising".</summary>
public sealed class ProtocolRule : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ProtocolId { get; set; }
    public int Number { get; set; }
    public required string Title { get; set; }
    public required string Text { get; set; }

    /// <summary>Engine category identifiers that this rule covers, separated by spaces; empty for a rule that only people apply.</summary>
    public string Categories { get; set; } = "";
    public bool Enabled { get; set; } = true;
    public string? Warning { get; set; }
    public FlagLevel Level { get; set; } = FlagLevel.Balanced;
}
