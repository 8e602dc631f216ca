using System.Globalization;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;
using Serjeant.Evidence;

namespace Serjeant.Chapters.Cases.FromBrowser;

/// <summary>Says what an exhibit made in a person's own browser is. This desk saw nothing of it, and the label never says that it did.</summary>
internal static class BrowserExhibit
{
    private const int LongestTitle = 200;

    public static string KeyOf(Guid token) => $"browser:{token:N}";

    /// <param name="received">When the first word of it reached this desk.</param>
    public static ExhibitDraft Draft(BrowserCapture capture, SentCapture sent, Person by, IReadOnlyList<SealedFile> files, DateTimeOffset received)
    {
        var address = WebAddress.OrNull(sent.Post.Address)!;
        var whole = sent.Pages!.All(p => p!.Missing is not { Count: > 0 });
        return new ExhibitDraft(
            KeyOf(capture.Token), ExhibitSource.Browser, Provenance.SeenByPersonsBrowser,
            $"Page at {(address.Length <= LongestTitle ? address : address[..LongestTitle] + "…")}, captured in the browser of {by.DisplayName}",
            (whole ? CaptureOutcome.Captured : CaptureOutcome.Partial).ToString())
        {
            Files = files,
            CaseId = capture.CaseId,
            Address = address,
            ProfileAddress = WebAddress.OrNull(sent.Profile?.Address),
            ProfileGap = sent.Profile is not null ? null : string.IsNullOrWhiteSpace(sent.NoProfileWhy) ? "The account's own page was not captured." : sent.NoProfileWhy.Trim(),
            SeenSignedOut = null,
            Captures = [.. sent.Pages!.Select(p => FactsOf(p!, by))],
            Notes =
            [
                $"Captured in the browser of {by.DisplayName} with Serjeant's extension. Whether that browser was signed in to the site is not known.",
                Clocks(sent, received),
            ],
        };
    }

    private static CaptureFacts FactsOf(SentPage page, Person by)
    {
        var address = WebAddress.OrNull(page.Address)!;
        string[] missing = [.. (page.Missing ?? []).Select(m => m!)];
        return new CaptureFacts(
            page.What!, page.What!, missing.Length == 0 ? CaptureOutcome.Captured : CaptureOutcome.Partial, address, address, null, [],
            page.At.ToUniversalTime(), page.At.ToOffset(TimeSpan.FromMinutes(page.UtcOffsetMinutes)), page.TimeZone ?? "unknown", null, null,
            page.Browser!, null, by.DisplayName, page.ViewportWidth, page.ViewportHeight, page.Title, missing, [.. (page.Notes ?? []).Select(n => n!)]);
    }

    /// <summary>The browser's clock is anybody's to set, so both clocks are told.</summary>
    private static string Clocks(SentCapture sent, DateTimeOffset received) => string.Create(CultureInfo.InvariantCulture,
        $"The times of the pages are by that browser's own clock. It began to send them to this desk at {received.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC by the desk's clock, {Gap(received - sent.Pages![^1]!.At)}.");

    private static string Gap(TimeSpan gap) => (gap.Duration() switch
    {
        { TotalMinutes: < 2 } size => CaseWords.Count((int)size.TotalSeconds, "second"),
        { TotalHours: < 2 } size => CaseWords.Count((int)size.TotalMinutes, "minute"),
        { TotalDays: < 2 } size => CaseWords.Count((int)size.TotalHours, "hour"),
        var size => CaseWords.Count((int)size.TotalDays, "day"),
    }) + Side(gap);

    private static string Side(TimeSpan gap) => gap < TimeSpan.Zero ? " before the last of those times, so one of the clocks is wrong" : " after the last of those times";
}
