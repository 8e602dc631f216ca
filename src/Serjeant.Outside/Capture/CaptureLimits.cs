namespace Serjeant.Outside.Capture;

/// <summary>
/// How much a page may take. Total, load, settle, bytes and viewport are the defaults of Harvard LIL's Scoop. Over a limit the page is kept as it
/// is and marked as partial.
/// </summary>
public sealed record CaptureLimits
{
    /// <summary>For one page, all in all.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Until the site answers with the start of a page.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>From its answer until the page says that it has loaded.</summary>
    public TimeSpan Load { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For scrolling through it and waiting until it is quiet.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For making one file of it.</summary>
    public TimeSpan File { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Of traffic for one page: 200 MiB.</summary>
    public long Bytes { get; init; } = 200L * 1024 * 1024;

    /// <summary>CSS pixels.</summary>
    public int ViewportWidth { get; init; } = 1600;

    /// <summary>CSS pixels.</summary>
    public int ViewportHeight { get; init; } = 900;

    /// <summary>The tallest full-page picture, in CSS pixels: Chromium cannot draw one over 16,384.</summary>
    public int PictureHeight { get; init; } = 16_000;

    /// <summary>The widest full-page picture, in CSS pixels.</summary>
    public int PictureWidth { get; init; } = 3_200;

    /// <summary>Of the page's HTML as it stands, in characters.</summary>
    public int Html { get; init; } = 50_000_000;

    /// <summary>Of the page's text, in characters.</summary>
    public int Text { get; init; } = 5_000_000;

    /// <summary>How often a page may send the browser on before its scripts are stopped.</summary>
    public int Moves { get; init; } = 20;
}
