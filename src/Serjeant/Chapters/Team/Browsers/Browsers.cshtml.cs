using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Browsers;

/// <summary>One's own browsers that the extension is paired in: how to get it, a code for it, and an end to each.</summary>
[Needs(Permission.PairBrowsers)]
[NeedsFresh]
public sealed class BrowsersModel(BrowserPairing pairing, ExtensionPackage package) : DeskPage
{
    /// <summary>Where a new code waits for the one page that shows it: an encrypted cookie, gone when read.</summary>
    public const string CodeKey = "browser-code";

    public IReadOnlyList<PairedBrowser> Paired { get; private set; } = [];
    public string? Code { get; private set; }

    /// <summary>This desk as the browser reaches it.</summary>
    public Uri Desk => new($"{Request.Scheme}://{Request.Host}");

    public async Task OnGetAsync()
    {
        Code = TempData[CodeKey] as string;
        Paired = await pairing.OfAsync(Me.Id, Cancel);
    }

    public async Task<IActionResult> OnGetExtensionAsync() =>
        File(await package.ForAsync(Desk, Cancel), "application/zip", ExtensionPackage.FileName);

    public async Task<IActionResult> OnPostCodeAsync()
    {
        if (await pairing.MakeCodeAsync(Me.Person, Cancel) is not { } code)
        {
            Paired = await pairing.OfAsync(Me.Id, Cancel);
            return Invalid("code", $"You have {BrowserPairing.Most} browsers already. End one first");
        }
        TempData[CodeKey] = code;
        return Redirect(TeamLinks.Browsers());
    }

    public async Task<IActionResult> OnPostEndAsync(long browser)
    {
        if (!await pairing.EndAsync(Me.Person, Me.Id, browser, "ended by its owner", Cancel))
            return NotFound();
        Notice("That browser can’t reach the desk any more. What it had not sent stays in it.");
        return Redirect(TeamLinks.Browsers());
    }
}
