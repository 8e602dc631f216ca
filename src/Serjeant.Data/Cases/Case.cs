namespace Serjeant.Data;

public enum CaseState
{
    Open = 0,
    Closed = 1,
}

/// <summary>Something that happened to somebody and what the office did about it: an incident or a course of conduct.</summary>
public sealed class Case : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }

    /// <summary>Counts from 1 within the office; shown as C-12.</summary>
    public int Number { get; set; }
    public required string Title { get; set; }
    public string? Summary { get; set; }
    public CaseState State { get; set; }

    /// <summary>The answer to "is anyone in danger now?", asked before anything else.</summary>
    public bool ImmediateDanger { get; set; }
    public DateTimeOffset? Called999At { get; set; }

    /// <summary>Which route the police guide came to: 999, 101, platform, solicitor, none.</summary>
    public string? Route { get; set; }

    /// <summary>The answers given to the police guide, as JSON.</summary>
    public string? GuideAnswers { get; set; }
    public string? WhoIsTargeted { get; set; }
    public string? Witnesses { get; set; }

    /// <summary>The effect on people, noted at the time.</summary>
    public string? Impact { get; set; }
    public string? SuspectedIdentity { get; set; }
    public string? SuspectedIdentityWhy { get; set; }
    public bool LegalHold { get; set; }
    public long? OwnerId { get; set; }
    public long OpenedById { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? ClosedWhy { get; set; }

    /// <summary>
    /// When retention took its words, exhibits and messages away. The row stays, unseen, so that its number is not given twice;
    /// the <c>deleted</c> query filter hides it.
    /// </summary>
    public DateTimeOffset? RemovedAt { get; set; }
}
