using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>What the program is good and bad at, which categories the office has switched off, and whether its people agree.</summary>
[Needs(Permission.SeeProtocol)]
public sealed class JudgingModel(SerjeantDb db, AccuracyFigures figures, TimeProvider time) : DeskPage
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(365);

    public AccuracyFigures Figures => figures;
    public VoiceFigures Voice => figures.Of(Shipped.DeskVoice);
    public bool WithModel => Shipped.DeskVoice == Serjeant.Voice.RulesAndModel;
    public JudgingSettings Settings { get; private set; } = null!;
    public Rejudging? Rejudging { get; private set; }

    /// <summary>Null for whom it is no business.</summary>
    public Agreement? Agreement { get; private set; }
    public bool MayChange => Me.Can(Permission.ChangeJudging);

    public async Task OnGetAsync()
    {
        Settings = await JudgingChanges.NowAsync(db, Office.Id, Cancel);
        Rejudging = await db.Rejudgings.AsNoTracking().SingleOrDefaultAsync(Cancel);
        if (Me.Can(Permission.SeeTeam))
            Agreement = await Agreement.OfAsync(db, time.GetUtcNow() - Lately, Cancel);
    }
}
