namespace Serjeant.Data;

public enum ContactKind
{
    PoliceForce = 1,

    /// <summary>Operation Bridger (MPs) or Operation Ford (councillors, candidates): the force's named contact.</summary>
    BridgerOrFord = 2,
    MembersSecurity = 3,
    MonitoringOfficer = 4,
    Deputy = 5,
    Other = 9,
}

/// <summary>Somebody to call, written down before they are needed.</summary>
public sealed class OfficeContact : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public ContactKind Kind { get; set; }
    public required string Name { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Note { get; set; }

    /// <summary>When a person last tried it; null until one does.</summary>
    public DateTimeOffset? CheckedAt { get; set; }
}
