using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Plans.Protocol;

/// <summary>The office's protocol as it is in force.</summary>
[Needs(Permission.SeeProtocol)]
public sealed class ProtocolModel(SerjeantDb db) : DeskPage
{
    public Data.Protocol? Protocol { get; private set; }
    public IReadOnlyList<Data.Protocol> Earlier { get; private set; } = [];
    public bool MayEdit => Me.Can(Permission.EditProtocol);
    public string PublicAddress => $"{Request.Scheme}://{Request.Host}{PlansLinks.PublicProtocol(Office.Id)}";

    public async Task OnGetAsync()
    {
        Protocol = await ProtocolChanges.InForceAsync(db, Cancel);
        Earlier = await db.Protocols.AsNoTracking().Where(p => p.InForceAt != null && p.Id != (Protocol == null ? 0 : Protocol.Id))
            .OrderByDescending(p => p.Version).Take(20).ToListAsync(Cancel);
    }
}
