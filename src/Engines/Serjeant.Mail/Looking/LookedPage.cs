namespace Serjeant.Mail.Looking;

/// <summary>What came of opening an address. Stored as a number: add at the end.</summary>
public enum LookOutcome
{
    /// <summary>There was a page, whatever it says.</summary>
    Shown = 1,

    /// <summary>The site says that there is no such page, or there is no site of that name.</summary>
    NotThere = 2,

    /// <summary>The site refused to show the page to this browser, or asks whether a person looks.</summary>
    Refused = 3,

    /// <summary>The site did not answer, or not properly.</summary>
    NoAnswer = 4,

    /// <summary>It gives a file instead of a page. The file was not fetched.</summary>
    File = 5,

    /// <summary>It leads to an address within somebody's own network. Nothing was fetched from there.</summary>
    Private = 6,
}

/// <summary>One redirect by a server.</summary>
/// <param name="Status">HTTP status; 0 where it is not known.</param>
/// <param name="To">Where it sent the browser.</param>
public sealed record LookedStep(int Status, string To);

/// <summary>A field of a page that somebody can see and type into, as the browser tells of it.</summary>
/// <param name="Type">Its type, lower case, such as <c>text</c> or <c>password</c>.</param>
/// <param name="Name">Its name and id.</param>
/// <param name="Autocomplete">What it asks the browser to fill in (WHATWG HTML §4.10.18.7).</param>
/// <param name="Hint">Its label and what stands in it while it is empty.</param>
/// <param name="Masked">What is typed is shown as dots, whatever its type says.</param>
/// <param name="Frame">The address of the document that it stands in.</param>
/// <param name="SendsTo">Where its form is sent; null where there is none or a script takes it.</param>
public sealed record LookedField(string Type, string Name, string Autocomplete, string Hint, bool Masked, string Frame, string? SendsTo);

/// <summary>
/// What was seen when a link was opened: the input of <see cref="LookJudge"/>. All of it is the page's own word but addresses, steps and outcome; whoever makes it bounds it.
/// </summary>
public sealed record LookedPage
{
    /// <summary>The address that was opened.</summary>
    public required string Asked { get; init; }

    public required LookOutcome Outcome { get; init; }

    /// <summary>Why there is no page, as a sentence; null where there is one.</summary>
    public string? Why { get; init; }

    /// <summary>Where the browser ended; null where nothing came.</summary>
    public string? Final { get; init; }

    /// <summary>HTTP status of the last answer.</summary>
    public int? Status { get; init; }

    /// <summary>Redirects by servers, in their order.</summary>
    public IReadOnlyList<LookedStep> Steps { get; init; } = [];

    /// <summary>A script or the page itself moved the browser on.</summary>
    public bool MovedOn { get; init; }

    public string Title { get; init; } = "";

    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>What pictures are called (their alternative text).</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>The visible text, frames included.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<LookedField> Fields { get; init; } = [];

    /// <summary>Addresses of the documents within the page.</summary>
    public IReadOnlyList<string> Frames { get; init; } = [];

    /// <summary>The name of a file that it began to download; null where it began none. It was refused.</summary>
    public string? Download { get; init; }

    /// <summary>How many windows it tried to open. They were closed.</summary>
    public int Windows { get; init; }

    /// <summary>What QR codes in the picture of the page say.</summary>
    public IReadOnlyList<string> QrCodes { get; init; } = [];

    /// <summary>What was not looked at, in plain words.</summary>
    public IReadOnlyList<string> Cuts { get; init; } = [];
}
