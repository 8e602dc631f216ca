namespace Serjeant.Data;

/// <summary>Stored as a number: add at the end.</summary>
public enum CustodyAct
{
    Made = 1,
    Viewed = 2,
    Downloaded = 3,
    Exported = 4,
    HandedOver = 5,
    Redacted = 6,
    DeletedByRetention = 7,

    /// <summary>The program looked at the exhibit's address again and compared it with the exhibit.</summary>
    LookedAgain = 8,

    /// <summary>A redacted copy was taken out of use; it is kept.</summary>
    RedactionRemoved = 9,

    /// <summary>It was destroyed with all its files, at the word of the police or the IWF.</summary>
    Destroyed = 10,

    /// <summary>It was closed to everybody, because it may show the abuse of a child.</summary>
    SealedOff = 11,

    /// <summary>Something that was sealed off with it came again and was not kept.</summary>
    CameAgain = 12,

    /// <summary>Some of its files were closed, because they may quote what was sealed off.</summary>
    ClosedInPart = 13,
}

/// <summary>Who had an exhibit, when and why. Append-only: triggers refuse UPDATE and DELETE.</summary>
public sealed class CustodyEntry : IOfficeOwned
{
    /// <summary>What stands for the author where no person did it.</summary>
    public const long TheProgram = 0;

    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long ExhibitId { get; set; }
    public CustodyAct Act { get; set; }
    public string? Path { get; set; }
    public string? Why { get; set; }
    public long ById { get; set; }
    public DateTimeOffset At { get; set; }
    public string? HashBefore { get; set; }
    public string? HashAfter { get; set; }
}
