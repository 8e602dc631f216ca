using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>Changes whom the office believes about senders.</summary>
public sealed class SenderSettings(SerjeantDb db, OfficeChanges changes)
{
    /// <param name="chosen">As <see cref="SenderSettingsForm"/> read it.</param>
    public Task SaveAsync(Person by, SenderTrust chosen, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var settings = await db.CheckSettings.SingleOrDefaultAsync(cancel);
        if (settings is null)
            db.CheckSettings.Add(settings = new CheckSettings { OfficeId = by.OfficeId });
        settings.LooksUp = chosen.LooksUp;
        (settings.TrustedIds, settings.ReceivingServers, settings.Sealers) = (Text(chosen.Trusted.Ids), Text(chosen.Believed.Servers), Text(chosen.Believed.Sealers));
        // By name: whoever may vouch for mail is what somebody who looks into a forgery asks first.
        ledger.Record("office.sender-trust-set", "office", by.OfficeId, ("looks-up", chosen.LooksUp ? "yes" : "no"),
            ("trusted-ids", Line(chosen.Trusted.Ids)), ("mail-servers", Line(chosen.Believed.Servers)), ("sealers", Line(chosen.Believed.Sealers)));
    }, cancel);

    private static string Text(IEnumerable<string> names) => string.Join('\n', names);

    private static string Line(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(' ', names);
}
