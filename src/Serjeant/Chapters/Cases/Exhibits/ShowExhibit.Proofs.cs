using Microsoft.AspNetCore.Mvc;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>The press that asks who signed what a message came as.</summary>
public sealed partial class ShowExhibitModel
{
    /// <summary>Whether somebody could be asked who was not yet.</summary>
    public bool MayAskKeys => Works && Closed.Count == 0 && authors.MayBeAsked(Exhibit, Proofs);

    public async Task<IActionResult> OnPostAskKeysAsync()
    {
        if (!Works)
            return Forbid();
        if (!await authors.AskAsync(Id, Me.Person, Cancel))
            return NotFound();
        Notice("The key is asked for now. Look again in a minute.");
        return Redirect(CasesLinks.Exhibit(Id) + "#author-proofs");
    }
}
