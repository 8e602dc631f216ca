namespace Serjeant.Evidence;

/// <summary>How a capture ended. Each is an outcome worth keeping: a page that is gone is evidence too.</summary>
public enum CaptureOutcome
{
    /// <summary>All that was asked for is here.</summary>
    Captured = 1,

    /// <summary>A limit was met; <see cref="CaptureFacts.Missing"/> says what is not here.</summary>
    Partial = 2,

    /// <summary>The server said that there is no such page.</summary>
    NotFound = 3,

    /// <summary>The page wants a sign-in before it shows anything.</summary>
    LoginWall = 4,

    /// <summary>The page refused this browser, or the address is one that must not be fetched.</summary>
    Blocked = 5,

    /// <summary>Nothing came back, or only an error: <see cref="CaptureFacts.Status"/> tells.</summary>
    Failed = 6,
}

/// <summary>One step on the way from the address asked for to the address shown.</summary>
public sealed record Redirect(int Status, string From, string To);

/// <summary>The certificate that the page's server showed.</summary>
/// <param name="Sha256">Of the certificate's DER bytes, lower-case hexadecimal.</param>
public sealed record TlsCertificate(
    string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Sha256);

/// <summary>What is known about one page that was fetched, or that could not be.</summary>
/// <param name="What">What the page is to the exhibit: <c>post</c> or <c>profile</c>.</param>
/// <param name="Folder">Where its files are in the exhibit, such as <c>post</c>; empty for the top.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="RequestedAddress">The address that a person asked for.</param>
/// <param name="FinalAddress">The address that the page had in the end; null when none came.</param>
/// <param name="Status">HTTP status of the final page; null when none came.</param>
/// <param name="Redirects">From the first to the last; empty when there were none.</param>
/// <param name="At">When the page was seen, UTC.</param>
/// <param name="AtLocal">The same moment as the office's clock showed it.</param>
/// <param name="TimeZone">The office's time zone, such as <c>Europe/London</c>.</param>
/// <param name="ServerAddress">IP address that answered, with port; null when none did.</param>
/// <param name="Certificate">Null for plain http, or when none was seen.</param>
/// <param name="Browser">Name and true version, such as <c>Chromium 142.0.7444.59</c>.</param>
/// <param name="SignedIn">Whether the browser was signed in to the site; null when that is not known.</param>
/// <param name="Operator">The person who asked for it, as the office knows them.</param>
/// <param name="ViewportWidth">CSS pixels.</param>
/// <param name="ViewportHeight">CSS pixels.</param>
/// <param name="Title">The page's title, as hostile as the rest of it.</param>
/// <param name="Missing">What is not here and why, in plain English; empty when nothing is.</param>
/// <param name="Notes">What else a reader should know.</param>
public sealed record CaptureFacts(
    string What,
    string Folder,
    CaptureOutcome Outcome,
    string RequestedAddress,
    string? FinalAddress,
    int? Status,
    IReadOnlyList<Redirect> Redirects,
    DateTimeOffset At,
    DateTimeOffset AtLocal,
    string TimeZone,
    string? ServerAddress,
    TlsCertificate? Certificate,
    string Browser,
    bool? SignedIn,
    string Operator,
    int ViewportWidth,
    int ViewportHeight,
    string? Title,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Notes);
