using Serjeant.Evidence;

namespace Serjeant.Outside.Capture;

/// <summary>Outcomes in words, for screens and the command line.</summary>
public static class CaptureWords
{
    /// <summary>One short sentence without a full stop, or the reason as the capture gave it.</summary>
    public static string Of(CaptureFacts page) => page.Outcome switch
    {
        _ when page.FinalAddress is null => page.Missing.FirstOrDefault() ?? "Nothing could be captured",
        CaptureOutcome.Captured => "Captured",
        CaptureOutcome.Partial => "Captured in part",
        CaptureOutcome.NotFound => page.Status is 404 or 410 ? $"Kept, but the page is not there ({page.Status})" : "Kept, but the page looks as if it is not there",
        CaptureOutcome.LoginWall => "Kept, but the site asks for a sign-in",
        CaptureOutcome.Blocked when page.Status is < 400 => "Kept, but the site let no robot through",
        CaptureOutcome.Blocked => $"Kept, but the site refused this browser ({page.Status})",
        _ when page.Status is not null => $"Kept, but the site answered with an error ({page.Status})",
        _ => page.Missing.FirstOrDefault() ?? "Nothing could be captured",
    };
}
