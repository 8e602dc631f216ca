using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Outside.Mailboxes;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;
using Serjeant.Workers;

namespace Serjeant.Chapters.Checks.Forwarding;

/// <summary>What is typed about an account to be watched.</summary>
public sealed class WatchForm
{
    public string? Name { get; set; }
    public string? Host { get; set; }
    public int? Port { get; set; } = ManageSieve.UsualPort;
    public MailTls Tls { get; set; } = MailTls.StartTls;
    public string? User { get; set; }
    public string? Password { get; set; }
}

/// <summary>Does anything forward, delete or hide the office's mail? Accounts that are watched, and what was found in them.</summary>
[Needs(Permission.ManageOffice)]
[NeedsFresh(ToRead = true)]
public sealed class ForwardingModel(WatchedMailboxes mailboxes, ForwardingCheck check) : DeskPage
{
    private const int LongestName = 80;

    [BindProperty]
    public WatchForm Form { get; set; } = new();

    [BindProperty]
    public long Id { get; set; }

    public IReadOnlyList<WatchedMailbox> Boxes { get; private set; } = [];
    public ILookup<long, FoundMailRule> Rules { get; private set; } = Array.Empty<FoundMailRule>().ToLookup(r => r.MailboxId);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var (name, host, user) = ((Form.Name ?? "").Trim(), (Form.Host ?? "").Trim().ToLowerInvariant(), (Form.User ?? "").Trim());
        void Wrong(string field, string error) => ModelState.AddModelError("Form." + field, error);
        if (name.Length is 0 or > LongestName) Wrong(nameof(Form.Name), $"Enter what you call the account, in up to {LongestName} characters");
        if (host.Length is 0 or > 253 || Uri.CheckHostName(host) == UriHostNameType.Unknown) Wrong(nameof(Form.Host), "Enter the server’s name, like imap.example.org");
        if (Form.Port is not (> 0 and <= 65535)) Wrong(nameof(Form.Port), "Enter a port, usually 4190");
        if (!Enum.IsDefined(Form.Tls)) Wrong(nameof(Form.Tls), "Choose how encryption begins");
        if (user.Length is 0 or > 254) Wrong(nameof(Form.User), "Enter the user name, often the email address");
        if (string.IsNullOrEmpty(Form.Password) || Form.Password.Length > 1_000) Wrong(nameof(Form.Password), "Enter the password");
        if (ModelState.IsValid && await mailboxes.AddAsync(Me.Person, new WatchedMailbox { Name = name, Host = host, Port = Form.Port!.Value, Tls = Form.Tls, User = user, Secret = "" }, Form.Password!, Cancel) is { } problem)
            Wrong(nameof(Form.Name), problem);
        if (!ModelState.IsValid)
        {
            await LoadAsync();
            return Invalid();
        }
        Notice($"{name} is watched. It is looked at in a minute, and then each day.");
        return Redirect(ChecksLinks.Forwarding);
    }

    public async Task<IActionResult> OnPostNowAsync()
    {
        if ((await mailboxes.AllAsync(Cancel)).All(m => m.Id != Id))
            return NotFound();
        Notice(await check.RunAsync(Id, WorkerName.Slot(Environment.CurrentManagedThreadId), Me.Person, Cancel) ? "Looked at now." : "It is being looked at just now.");
        return Redirect(ChecksLinks.Forwarding);
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
        Rules = (await mailboxes.RulesAsync(Cancel)).ToLookup(r => r.MailboxId);
    }
}
