using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>Says what an exhibit made of a server capture is, no more than was seen.</summary>
internal static class CapturedExhibit
{
    private const int LongestTitle = 200;

    public static string KeyOf(long captureId) => $"capture:{captureId}";

    /// <param name="profileProblem">Why the profile's address could not be opened at all; null where it was, or none was given.</param>
    public static ExhibitDraft Draft(Capture capture, CaptureResult result, IReadOnlyList<SealedFile> files, string? profileProblem)
    {
        var gap = ProfileGap(capture, result, profileProblem);
        return new ExhibitDraft(KeyOf(capture.Id), ExhibitSource.ServerCapture, Provenance.SeenByServer, Title(capture.Address), result.Post.Outcome.ToString())
        {
            Files = files,
            CaseId = capture.CaseId,
            MessageId = capture.MessageId,
            Address = capture.Address,
            ProfileAddress = capture.ProfileAddress,
            ProfileGap = gap,
            // A page that was not shown says nothing about who could see the post.
            SeenSignedOut = result.Post.Outcome is CaptureOutcome.Captured or CaptureOutcome.Partial ? true : null,
            Captures = result.Pages,
            Notes = gap is null ? [] : [$"The account's own page is not here: {gap}"],
        };
    }

    private static string? ProfileGap(Capture capture, CaptureResult result, string? profileProblem) => result.Profile switch
    {
        { Outcome: CaptureOutcome.Captured or CaptureOutcome.Partial } => null,
        { } profile => CaptureWords.Of(profile),
        null => profileProblem ?? capture.NoProfileWhy ?? "No page of the account was asked for.",
    };

    private static string Title(string address) =>
        $"Page at {(address.Length <= LongestTitle ? address : address[..LongestTitle] + "…")}";
}
