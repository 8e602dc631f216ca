using System.ComponentModel.DataAnnotations;
using Serjeant.Data;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>One purpose as a form sends it.</summary>
public sealed class PurposeInput
{
    [Required(ErrorMessage = "Enter the purpose"), StringLength(500, ErrorMessage = "Keep the purpose to 500 characters")]
    public string? Purpose { get; set; }

    [Required(ErrorMessage = "Enter the basis in Article 6"), StringLength(500, ErrorMessage = "Keep the basis to 500 characters")]
    public string? Article6 { get; set; }

    [StringLength(500, ErrorMessage = "Keep the condition to 500 characters")]
    public string? Article9 { get; set; }

    [StringLength(500, ErrorMessage = "Keep the condition to 500 characters")]
    public string? Article10 { get; set; }

    public static PurposeInput Of(SuggestedPurpose p) => new() { Purpose = p.Purpose, Article6 = p.Article6, Article9 = p.Article9, Article10 = p.Article10 };

    public static PurposeInput Of(ProcessingPurpose p) => new() { Purpose = p.Purpose, Article6 = p.Article6, Article9 = p.Article9, Article10 = p.Article10 };

    public ProcessingPurpose ToPurpose(long officeId, long byId, DateTimeOffset now) => new()
    {
        OfficeId = officeId,
        Purpose = Purpose!.Trim(),
        Article6 = Article6!.Trim(),
        Article9 = Article9?.Trim(),
        Article10 = Article10?.Trim(),
        RecordedById = byId,
        RecordedAt = now,
    };
}

/// <summary>How many days one outcome is kept, as a form sends it.</summary>
public sealed class DaysInput
{
    public RetentionOutcome Outcome { get; set; }

    [Required(ErrorMessage = "Enter a number of days"), Range(RetentionWords.ShortestDays, RetentionWords.LongestDays, ErrorMessage = "Enter a number of days from 1 to 3650")]
    public int? Days { get; set; }
}
