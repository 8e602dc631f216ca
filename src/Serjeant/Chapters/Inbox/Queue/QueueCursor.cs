using System.Globalization;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>A place in the queue's order: worst first, then newest, then the latest in.</summary>
/// <param name="Backwards">True to read the page that ends before this place.</param>
public sealed record QueueCursor(int Rank, DateTimeOffset SentAt, long Id, bool Backwards = false)
{
    public override string ToString() => FormattableString.Invariant($"{Rank}.{SentAt.UtcTicks}.{Id}");

    public static QueueCursor? Read(IQueryCollection query) =>
        Parse(query["after"], backwards: false) ?? Parse(query["before"], backwards: true);

    private static QueueCursor? Parse(string? text, bool backwards)
    {
        var parts = text?.Split('.') ?? [];
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rank)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new QueueCursor(rank, new DateTimeOffset(ticks, TimeSpan.Zero), id, backwards) : null;
    }
}
