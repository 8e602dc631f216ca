namespace Serjeant.Chapters.Cases.Watching;

/// <summary>How politely sites are asked again. The figures are for all offices that share the database, but for <see cref="OfficeADay"/>.</summary>
public sealed record WatchPace
{
    /// <summary>Between two requests to one site, at least.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A random part of this is added to every wait, so that desks do not come all at once.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often an office asks any site in 24 hours. What is over waits until the next day.</summary>
    public int OfficeADay { get; init; } = 200;

    /// <summary>How long a site that asks to be left alone is, after so many times in a row; longer where it says so itself.</summary>
    public IReadOnlyList<TimeSpan> BackOffs { get; init; } =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12)];

    /// <summary>How often one look is begun before it ends with "can't tell".</summary>
    public int MostTries { get; init; } = 5;

    public TimeSpan BackOff(int failures) => BackOffs[Math.Min(failures, BackOffs.Count - 1)] + Some();

    public TimeSpan NextGap() => Gap + Some();

    private TimeSpan Some() => Jitter * Random.Shared.NextDouble();
}
