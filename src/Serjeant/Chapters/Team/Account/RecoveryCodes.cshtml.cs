using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Account;

/// <summary>New recovery codes, shown once; the old ones stop working.</summary>
[Needs(Permission.UseTheDesk)]
[NeedsFresh(ToRead = true)]
public sealed class RecoveryCodesModel(SerjeantDb db, OfficeChanges changes, RecoveryCodes codes) : DeskPage
{
    public const string Key = Chapters.SignIn.Join.CodesModel.Key;

    public IReadOnlyList<string> Codes { get; private set; } = [];
    public int Left { get; private set; }

    public async Task OnGetAsync()
    {
        Codes = TempData[Key] as string[] ?? [];
        Left = await codes.LeftAsync(Me.Person);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var made = await changes.RunAsync(Me.OfficeId, Me.Id, async ledger =>
        {
            var person = await db.Users.SingleAsync(p => p.Id == Me.Id, Cancel);
            ledger.Record("person.recovery-codes-made", "person", person.Id);
            return await codes.ReplaceAsync(person, Cancel);
        }, Cancel);
        TempData[Key] = made.ToArray();
        return Redirect(TeamLinks.RecoveryCodes());
    }
}
