namespace Serjeant.Data;

/// <summary>
/// A row of work that one worker at a time holds. A worker that dies lets its lease run out, and another (or the same
/// program after a restart) claims the row again, so a kill loses nothing.
/// </summary>
public interface ILeased
{
    long Id { get; }
    string? LeaseOwner { get; set; }
    DateTimeOffset? LeaseUntil { get; set; }
}
