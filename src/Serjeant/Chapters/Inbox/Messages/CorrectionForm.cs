using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Serjeant.Shell.Components.Content;

namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>Adding or taking away a category: which, how serious, and why.</summary>
public sealed class CorrectionForm
{
    public string? Category { get; set; }
    public int Severity { get; set; } = 2;
    public string? Reason { get; set; }

    public static IReadOnlyList<SelectListItem> Severities { get; } =
        [.. Enumerable.Range(0, 4).Select(level => new SelectListItem(SeverityTagHelper.Words(level), level.ToString(CultureInfo.InvariantCulture)))];

    public string? ReadReason(ModelStateDictionary errors)
    {
        var reason = Reason?.Trim() ?? "";
        if (reason.Length == 0)
            errors.AddModelError("Correction.Reason", "Say why, for whoever reads this later");
        else if (reason.Length > CategoryCorrections.LongestReason)
            errors.AddModelError("Correction.Reason", $"The reason must be {CategoryCorrections.LongestReason} characters or fewer");
        return errors.IsValid ? reason : null;
    }
}
