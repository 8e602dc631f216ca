using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Checks.Contacts;
using Serjeant.Data;
using Serjeant.Shell.Access;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>"This is genuine": teaches the contact book where somebody may change it, and else asks those who may.</summary>
public sealed partial class ShowCheckModel
{
    private const string InTheBook = "They are in the contact book now. You can take them out again there.";

    [BindProperty(Name = nameof(Trust))]
    public GenuineForm Trust { get; set; } = new();

    /// <summary>Who said that it is genuine without being able to teach it, and what was decided.</summary>
    public IReadOnlyList<GenuineRequest> Requests { get; private set; } = [];
    public bool MayTeach => Me.Can(Permission.DecideMessages);

    /// <summary>
    /// The sender can be known. Where only an attached message warns, knowing who sent it on would change nothing.
    /// </summary>
    public bool CanBeKnown => IsMail && Check.SenderAddress?.Contains('@', StringComparison.Ordinal) == true && Answer?.Verdict.RestsOnAttached != true;

    /// <summary>What was asked once need not be asked again; who decides may still choose otherwise than was asked.</summary>
    public bool ShowsTrust => MayTeach || !Requests.Any(r => r.DecidedAt is null);

    public async Task<IActionResult> OnPostGenuineAsync()
    {
        if (!MayTeach)
            return Forbid();
        return await SaidAsync(book.FromCheckAsync, InTheBook);
    }

    public Task<IActionResult> OnPostAskAsync() => SaidAsync(requests.AskAsync, "A manager or a moderator is asked. Until one of them agrees, the answer stays as it is.");

    public async Task<IActionResult> OnPostAgreeAsync(long request)
    {
        if (!MayTeach)
            return Forbid();
        if (!await LoadAsync())
            return NotFound();
        var (found, error) = await requests.AgreeAsync(request, Check, Me.Person, Cancel);
        if (!found)
            return NotFound();
        if (error is not null)
            return Invalid("", error);
        Notice(InTheBook);
        return Redirect(ChecksLinks.Check(Id));
    }

    public async Task<IActionResult> OnPostDeclineAsync(long request)
    {
        if (!MayTeach)
            return Forbid();
        if (!await LoadAsync() || !await requests.DeclineAsync(request, Check, Me.Person, Cancel))
            return NotFound();
        Notice("The contact book stays as it is.");
        return Redirect(ChecksLinks.Check(Id));
    }

    private async Task<IActionResult> SaidAsync(Func<MessageCheck, GenuineForm, Person, CancellationToken, Task<string?>> say, string notice)
    {
        if (!await LoadAsync())
            return NotFound();
        if (!ModelState.IsValid)
            return Invalid();
        if (await say(Check, Trust, Me.Person, Cancel) is { } error)
            return Invalid(ShowsTrust ? "Trust.Name" : "", error);
        Notice(notice);
        return Redirect(ChecksLinks.Check(Id));
    }
}
