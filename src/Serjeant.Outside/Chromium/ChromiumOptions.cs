namespace Serjeant.Outside.Chromium;

/// <summary>Which browser is used and how.</summary>
public sealed record ChromiumOptions
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome-stable",
        "/snap/bin/chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>The browser's program; null when none was found.</summary>
    public string? Executable { get; init; }

    /// <summary>
    /// Runs the browser without its sandbox, which is the only way as root. For tests only: a hostile page that breaks the
    /// browser would have the whole machine.
    /// </summary>
    public bool NoSandbox { get; init; }

    /// <summary>How many pages are open at once; others wait.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>How long an unused browser stays in memory.</summary>
    public TimeSpan StaysOpen { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Holds what a run leaves on disk while it lasts.</summary>
    public string WorkFolder { get; init; } = Path.Combine(Path.GetTempPath(), $"serjeant-{Environment.UserName}");

    /// <summary>
    /// <c>SERJEANT_CHROMIUM</c> names the program, else the usual places are searched;
    /// <c>SERJEANT_TEST_NO_SANDBOX=1</c> is the tests' switch.
    /// </summary>
    public static ChromiumOptions FromEnvironment() => new()
    {
        Executable = Environment.GetEnvironmentVariable("SERJEANT_CHROMIUM") is { Length: > 0 } named ? named : UsualPlaces.FirstOrDefault(File.Exists),
        NoSandbox = Environment.GetEnvironmentVariable("SERJEANT_TEST_NO_SANDBOX") == "1",
    };
}
