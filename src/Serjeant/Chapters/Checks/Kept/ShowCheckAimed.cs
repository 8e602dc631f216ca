using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Checks.Aimed;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>"This was aimed at us": puts the check into the office's log of spear-phishing, and takes it out again.</summary>
public sealed partial class ShowCheckModel
{
    [BindProperty(Name = nameof(Aimed))]
    public AimedForm Aimed { get; set; } = new();

    /// <summary>Something warns, and somebody's name or address is borrowed: the question is put without a press.</summary>
    public bool LooksAimed => Check.Answer != CheckAnswer.None && AimedTricks.In(Check.Findings).Any(t => t.Borrows);

    public bool MayTakeBack => Check.AimedById == Me.Id || Me.Can(Permission.DecideMessages);

    public async Task<IActionResult> OnPostAimedAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        if (!ModelState.IsValid)
            return Invalid();
        if (await aimed.NoteAsync(Id, Aimed, Me.Person, Cancel) is { } error)
            return Invalid(Check.AimedAt is null ? "Aimed.Whom" : "", error);
        Notice("Noted as aimed at you. Colleagues find it in the history.");
        return Redirect(ChecksLinks.Check(Id));
    }

    public async Task<IActionResult> OnPostNotAimedAsync()
    {
        if (!await LoadAsync() || Check.AimedAt is null)
            return NotFound();
        if (!MayTakeBack)
            return Forbid();
        if (!await aimed.TakeBackAsync(Id, Me.Person, Cancel))
            return NotFound();
        Notice("Taken back. The check is still kept.");
        return Redirect(ChecksLinks.Check(Id));
    }
}
