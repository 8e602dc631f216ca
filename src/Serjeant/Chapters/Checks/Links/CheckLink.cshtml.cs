using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Links;

/// <summary>Is this link genuine? One or several pasted links; an answer to each from its address alone.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class CheckLinkModel(LinkChecks checks, LinkLooks looks) : DeskPage
{
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Empty until something was checked.</summary>
    public IReadOnlyList<LinkAnswer> Answers { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Text))
            return Invalid(nameof(Text), "Paste a link");
        if (Text.Length > LinkChecks.MaxText)
            return Invalid(nameof(Text), $"Paste up to {LinkChecks.MaxText:N0} characters");
        var links = LinkChecks.In(Text);
        if (links.Count > LinkChecks.Most)
            return Invalid(nameof(Text), $"Paste up to {LinkChecks.Most} links at a time");
        var answers = await checks.CheckAsync(links, Me.Person, Cancel);
        if (answers is [{ Error: { } error }])
            return Invalid(nameof(Text), error.TrimEnd('.'));
        Answers = answers;
        // Room for the next one: a form shows again what was sent otherwise.
        ModelState.Remove(nameof(Text));
        Text = null;
        return Page();
    }

    /// <summary>The link's address, to be opened and looked at.</summary>
    public async Task<IActionResult> OnPostLookAsync(string? address)
    {
        if (string.IsNullOrWhiteSpace(address) || address.Length > LinkChecks.MaxText)
            return Invalid(nameof(Text), "Paste a link");
        var asked = await looks.AskAsync(address.Trim(), Me.Person, Cancel);
        if (asked.Id is { } id)
            return Redirect(ChecksLinks.Look(id));
        ModelState.Clear();
        Text = address;
        return Invalid(nameof(Text), asked.Refused!);
    }
}
