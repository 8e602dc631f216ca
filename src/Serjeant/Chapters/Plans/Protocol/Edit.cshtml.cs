using Microsoft.AspNetCore.Mvc;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>Changes the protocol. What is saved is a new version, in force at once; the old one stays on record.</summary>
[Needs(Permission.EditProtocol)]
[RequestFormLimits(ValueCountLimit = ProtocolForm.MostValues)]
public sealed class EditModel(SerjeantDb db, ProtocolChanges changes) : DeskPage
{
    public Data.Protocol? Before { get; private set; }
    public FlagPreview Preview { get; private set; } = null!;

    [BindProperty]
    public ProtocolForm Form { get; set; } = new();

    public string? WarningOf(RuleForm rule) => Before?.Rules.FirstOrDefault(r => r.Id == rule.From)?.Warning;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = ProtocolForm.Of(Before);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Form.Rules.Count > ProtocolForm.MostRules + 1)
            return Invalid("Form.Title", $"A protocol holds at most {ProtocolForm.MostRules} rules");
        if (Form.Read(Before, ModelState) is not { } draft)
            return Invalid();
        if (await changes.PutInForceAsync(Office.Id, Me.Id, Form.BasedOn, draft, Cancel) is not { } version)
            return Invalid("Form.Title", "Somebody else changed the protocol meanwhile. Open it again and make your change there");
        Notice($"Version {version} is in force.");
        return Redirect(PlansLinks.Protocol);
    }

    private async Task LoadAsync()
    {
        Before = await ProtocolChanges.InForceAsync(db, Cancel);
        Preview = await FlagPreview.OfAsync(db, Before, Cancel);
    }
}
