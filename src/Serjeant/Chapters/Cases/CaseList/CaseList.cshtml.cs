using Microsoft.AspNetCore.Mvc;
using Serjeant.Shell.Access;
using Serjeant.Shell.Components;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Cases.CaseList;

[Needs(Permission.SeeCases)]
public sealed class CaseListModel(CaseListing listing, TimeProvider time) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public CaseShow Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "at")]
    public int Wanted { get; set; } = 1;

    public CasePage Cases { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync()
    {
        Today = DateOnly.FromDateTime(OfficeTime.Local(time.GetUtcNow(), OfficeTime.Zone(Office.TimeZone)).DateTime);
        Cases = await listing.ReadAsync(Me.Person, Enum.IsDefined(Show) ? Show : CaseShow.Open, Words, Wanted, Today, Cancel);
    }

    public string Address(CaseShow show, int page = 1) => CasesLinks.List() + QueryString.Create(
        new Dictionary<string, string?>
        {
            ["show"] = show == CaseShow.Open ? null : show.ToString().ToLowerInvariant(),
            ["words"] = Words,
            ["at"] = page == 1 ? null : page.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }.Where(q => !string.IsNullOrEmpty(q.Value)));
}
