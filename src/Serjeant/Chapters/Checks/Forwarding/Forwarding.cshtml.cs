using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Checks.MailSignIn;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Workers;

namespace Serjeant.Chapters.Checks.Forwarding;

/// <summary>Does anything forward, delete or hide the office's mail? Accounts that are watched, and what was found in them.</summary>
[Needs(Permission.ManageOffice)]
[NeedsFresh(ToRead = true)]
public sealed class ForwardingModel(WatchedMailboxes mailboxes, ForwardingCheck check, ProviderSignIn providers, TimeProvider time) : DeskPage
{
    [BindProperty]
    public WatchForm Form { get; set; } = new();

    [BindProperty]
    public long Id { get; set; }

    /// <summary>Where the manager signs in next; null while nobody pressed.</summary>
    public Uri? Provider { get; private set; }
    public string ReturnAddress => ProviderSignIn.ReturnAddress(Request);

    public IReadOnlyList<WatchedMailbox> Boxes { get; private set; } = [];
    public ILookup<long, FoundMailRule> Rules { get; private set; } = Array.Empty<FoundMailRule>().ToLookup(r => r.MailboxId);

    public IReadOnlyDictionary<long, string> Lookers { get; private set; } = new Dictionary<long, string>();

    public bool IsOverdue(WatchedMailbox box) => ForwardingNews.IsOverdue(box, time.GetUtcNow());

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var read = Form.Read(ModelState);
        if (read is { } typed && await mailboxes.AddAsync(Me.Person, typed.Box, typed.Secret, Cancel) is { } problem)
            ModelState.AddModelError("Form.Name", problem);
        if (!ModelState.IsValid)
        {
            await LoadAsync();
            return Invalid();
        }
        Notice($"{Form.Name?.Trim()} is " + read switch
        {
            { Box.Kind: MailRulesKind.ByHand } => "on the list. Look at its settings, then say so here.",
            { Box.SignInAddress: not null, Secret.RefreshToken: null } => "on the list. Sign in at its provider now.",
            _ => "watched. It is looked at in a minute, and then each day.",
        });
        return Redirect(ChecksLinks.Forwarding);
    }

    public async Task<IActionResult> OnPostNowAsync()
    {
        if ((await mailboxes.AllAsync(Cancel)).All(m => m.Id != Id || m.Kind == MailRulesKind.ByHand))
            return NotFound();
        Notice(await check.RunAsync(Id, WorkerName.Slot(Environment.CurrentManagedThreadId), Me.Person, Cancel) ? "Looked at now." : "It is being looked at just now.");
        return Redirect(ChecksLinks.Forwarding);
    }

    public async Task<IActionResult> OnPostLookedAsync()
    {
        if (!await mailboxes.LookedAsync(Me.Person, Id, Cancel))
            return NotFound();
        Notice($"Written down. Look again within {ForwardingNews.ByHandEvery.Days} days.");
        return Redirect(ChecksLinks.Forwarding);
    }

    public async Task<IActionResult> OnPostSignInAsync()
    {
        await LoadAsync();
        if (Boxes.SingleOrDefault(m => m.Id == Id && m.SignInAddress is not null) is not { } box)
            return NotFound();
        Provider = providers.Begin(HttpContext, Me, box, "");
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostKnownAsync()
    {
        if (!await mailboxes.KnownAsync(Me.Person, Id, Cancel))
            return NotFound();
        Notice("Written down. It is shown again if it changes.");
        return Redirect(ChecksLinks.Forwarding);
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (!await mailboxes.RemoveAsync(Me.Person, Id, Cancel))
            return NotFound();
        Notice("It is no longer watched, and its password is gone from the desk.");
        return Redirect(ChecksLinks.Forwarding);
    }

    private async Task LoadAsync()
    {
        Boxes = await mailboxes.AllAsync(Cancel);
        Lookers = await mailboxes.LookersAsync(Cancel);
        Rules = (await mailboxes.RulesAsync(Cancel)).ToLookup(r => r.MailboxId);
    }
}
