using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Plans;
using Serjeant.Data;
using Serjeant.Moderation.Protocols;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>Which protocol the office starts from: what is welcome on its channels and what is acted on.</summary>
public sealed class ProtocolModel(SerjeantDb db, OfficeChanges changes, TimeProvider time) : SetUpPage
{
    protected override SetUpStep Step => SetUpStep.Protocol;

    [BindProperty]
    public string? Template { get; set; }

    public static IReadOnlyList<ProtocolTemplate> Templates => ProtocolTemplates.All;

    public async Task OnGetAsync() => Template = await db.Protocols.Select(p => p.Template).FirstOrDefaultAsync(Cancel);

    public async Task<IActionResult> OnPostAsync()
    {
        if (ProtocolTemplates.Find(Template) is not { } template)
            return Invalid(nameof(Template), "Choose the protocol that you will start from");
        var office = Visit.Office!;
        await changes.RunAsync(office.Id, Person.Id, async ledger =>
        {
            await db.ProtocolRules.ExecuteDeleteAsync(Cancel);
            await db.Protocols.ExecuteDeleteAsync(Cancel);
            db.Protocols.Add(template.ToProtocol(office.Id, time.GetUtcNow()));
            ledger.Record("protocol.in-force", "protocol", 1, ("template", template.Id));
        }, Cancel);
        return Redirect(SetUpLinks.Done());
    }
}
