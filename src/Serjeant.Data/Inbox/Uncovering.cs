namespace Serjeant.Data;

/// <summary>Somebody uncovered a message's text: counted for the day's dose, and shown so that nobody reads it twice for nothing.</summary>
public sealed class Uncovering : IOfficeOwned
{
    public long Id { get; set; }
    public long OfficeId { get; set; }
    public long PersonId { get; set; }
    public long MessageId { get; set; }
    public DateTimeOffset At { get; set; }
}
