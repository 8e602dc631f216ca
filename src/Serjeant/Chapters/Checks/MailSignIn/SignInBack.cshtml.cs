using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Team;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.MailSignIn;

/// <summary>Where a mail provider sends the browser back to (RFC 6749 §4.1.2). Nothing but a code that fits what this browser began changes anything.</summary>
[Needs(Permission.UseTheDesk)]
public sealed class SignInBackModel(ProviderSignIn signIn, ProviderGrants grants) : DeskPage
{
    public string Problem { get; private set; } = "";
    public string Begin { get; private set; } = ChecksLinks.Mail;

    public async Task<IActionResult> OnGetAsync(string? code, string? state, string? error)
    {
        if (signIn.Finish(HttpContext, Me, state) is not { } begun)
        {
            Problem = "This sign-in was not begun in this browser, or it took longer than a quarter of an hour. Begin it again";
            return Page();
        }
        Begin = begun.For switch { SignInFor.CheckingMailbox => TeamLinks.CheckingMailbox(), SignInFor.WatchedMailbox => ChecksLinks.Forwarding, _ => ChecksLinks.Learn };
        if (error is not null || code is not { Length: > 0 and < 4_000 })
        {
            // What the provider says beside it is not repeated: anybody can write such an address.
            Problem = error == "access_denied" ? "You, or whoever runs your mail, did not agree at the provider. Nothing was changed" : "The provider did not let you in for this. Check the client id, the scopes and the redirect address in its settings";
            return Page();
        }
        if (await grants.KeepAsync(Me, begun, code, Cancel) is { } problem)
        {
            Problem = problem;
            return Page();
        }
        Notice(begun.For == SignInFor.CheckingMailbox ? "Signed in. Try it now, then switch it on." : "Signed in.");
        return Redirect(Begin);
    }
}
