using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.NewCase;

/// <summary>The fields that opening and editing a case share.</summary>
public abstract class CaseForm : DeskPage
{
    public const int Long = 4_000;

    [BindProperty]
    [Required(ErrorMessage = "Give the case a title"), StringLength(150, ErrorMessage = "The title must be 150 characters or fewer")]
    public string? CaseTitle { get; set; }

    [BindProperty, StringLength(Long, ErrorMessage = "What happened must be 4,000 characters or fewer")]
    public string? Summary { get; set; }

    [BindProperty, StringLength(300, ErrorMessage = "Who is targeted must be 300 characters or fewer")]
    public string? WhoIsTargeted { get; set; }

    [BindProperty, StringLength(Long, ErrorMessage = "The effect must be 4,000 characters or fewer")]
    public string? Impact { get; set; }

    [BindProperty, StringLength(1_000, ErrorMessage = "Witnesses must be 1,000 characters or fewer")]
    public string? Witnesses { get; set; }

    [BindProperty, StringLength(300, ErrorMessage = "The suspected person must be 300 characters or fewer")]
    public string? SuspectedIdentity { get; set; }

    [BindProperty, StringLength(2_000, ErrorMessage = "The reason must be 2,000 characters or fewer")]
    public string? SuspectedIdentityWhy { get; set; }

    protected bool IsSound()
    {
        if (!string.IsNullOrWhiteSpace(SuspectedIdentity) && string.IsNullOrWhiteSpace(SuspectedIdentityWhy))
            ModelState.AddModelError(nameof(SuspectedIdentityWhy), "Say why you think so");
        return ModelState.IsValid;
    }

    protected CaseFacts Facts() => new(
        CaseTitle!.Trim(), Clean(Summary), Clean(WhoIsTargeted), Clean(Impact), Clean(Witnesses), Clean(SuspectedIdentity), Clean(SuspectedIdentityWhy));

    protected void Fill(Case from)
    {
        (CaseTitle, Summary, WhoIsTargeted) = (from.Title, from.Summary, from.WhoIsTargeted);
        (Impact, Witnesses) = (from.Impact, from.Witnesses);
        (SuspectedIdentity, SuspectedIdentityWhy) = (from.SuspectedIdentity, from.SuspectedIdentityWhy);
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
