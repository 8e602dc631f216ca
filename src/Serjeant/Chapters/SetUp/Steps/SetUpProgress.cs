using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>How far a set-up has come. Nothing is kept for it: a step is done when what it makes is there.</summary>
public sealed class SetUpProgress(SerjeantDb db, WaysIn ways)
{
    /// <summary>The first step that is still to do.</summary>
    public async Task<SetUpStep> NextAsync(Visit visit, CancellationToken cancel)
    {
        if (visit.Office is not { } office)
            return SetUpStep.Office;
        if (visit.Person is not { } person)
            return SetUpStep.Person;
        if (!(await ways.OfAsync(person, cancel)).CanSignIn)
            return SetUpStep.HowYouSignIn;
        if (office.RecoveryKeyPrintedAt is null)
            return SetUpStep.RecoveryKey;
        if (!await db.OfficeContacts.AnyAsync(cancel))
            return SetUpStep.Contacts;
        if (!await db.ProcessingPurposes.AnyAsync(cancel))
            return SetUpStep.DataProtection;
        return await db.Protocols.AnyAsync(cancel) ? SetUpStep.Done : SetUpStep.Protocol;
    }

    public static string AddressOf(SetUpStep step) => step switch
    {
        SetUpStep.Office => SetUpLinks.Office(),
        SetUpStep.Person => SetUpLinks.Person(),
        SetUpStep.HowYouSignIn => SignInLinks.How(),
        SetUpStep.RecoveryKey => SetUpLinks.RecoveryKey(),
        SetUpStep.Contacts => SetUpLinks.Contacts(),
        SetUpStep.DataProtection => SetUpLinks.DataProtection(),
        SetUpStep.Protocol => SetUpLinks.Protocol(),
        _ => SetUpLinks.Done(),
    };

    public static string TitleOf(SetUpStep step) => step switch
    {
        SetUpStep.Office => "Your office",
        SetUpStep.Person => "You",
        SetUpStep.HowYouSignIn => "How you sign in",
        SetUpStep.RecoveryKey => "A recovery key for the evidence",
        SetUpStep.Contacts => "Who to call",
        SetUpStep.DataProtection => "Data protection",
        SetUpStep.Protocol => "Your protocol",
        _ => "Open the desk",
    };
}
