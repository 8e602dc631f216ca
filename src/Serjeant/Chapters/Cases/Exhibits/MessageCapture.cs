using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>What a press on "Keep the page" came to.</summary>
public enum PageAsked
{
    Asked,

    /// <summary>It is being captured, or was.</summary>
    Already,

    /// <summary>The message has no page on the web.</summary>
    NoPage,

    /// <summary>It may show the abuse of a child: nobody opens it.</summary>
    Refused,
}

/// <summary>One press on a message: its page and the account's own are captured (S46). They go into the newest case that the message is in, if it is in one.</summary>
public sealed class MessageCapture(SerjeantDb db, OfficeChanges changes, CaptureRequests requests)
{
    /// <param name="messageId">A message of the person's office.</param>
    public Task<PageAsked> AskAsync(Person by, long messageId, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var place = await db.Messages.AsNoTracking().Where(m => m.Id == messageId).Select(m => new { m.Address, m.Author!.ProfileAddress }).SingleAsync(cancel);
        if (WebAddress.OrNull(place.Address) is not { } address)
            return PageAsked.NoPage;
        if (await db.Captures.AnyAsync(c => c.MessageId == messageId && c.State != CaptureState.Failed && c.State != CaptureState.Withdrawn, cancel))
            return PageAsked.Already;
        var inCase = await db.CaseMessages.Where(c => c.MessageId == messageId).MaxAsync(c => (long?)c.CaseId, cancel);
        var profile = AccountPage.Of(place.ProfileAddress, address);
        try
        {
            await requests.AskAsync(inCase, by, address, profile, profile is null ? AccountPage.NotKnown : null, messageId, ledger, cancel);
            return PageAsked.Asked;
        }
        catch (ArrivalRefusedException)
        {
            return PageAsked.Refused;
        }
    }, cancel);
}
