using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>Whom the office believes about who sent a mail, and whether senders are looked up. Whoever could change it could have forged mail believed.</summary>
[Needs(Permission.ManageOffice)]
[NeedsFresh(ToRead = true)]
public sealed class SendersModel(SerjeantDb db, SenderSettings settings, Lazy<MailTables> tables) : DeskPage
{
    [BindProperty]
    public SenderSettingsForm Form { get; set; } = new();

    public async Task OnGetAsync() => Form = SenderSettingsForm.Of(await SenderTrust.ReadAsync(db, Cancel));

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.Read(ModelState, tables.Value.Hosts) is not { } chosen)
            return Invalid();
        await settings.SaveAsync(Me.Person, chosen, Cancel);
        Notice("Saved. It holds for every check from now on.");
        return Redirect(ChecksLinks.Senders);
    }
}
