using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Access;
using Serjeant.Shell.Components;
using Serjeant.Shell.Components.Content;
using Serjeant.Shell.Pages;
using Serjeant.Text.Languages;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>Messages that wait for a person, worst first, and the bar to decide them with.</summary>
[Needs(Permission.SeeMessages)]
public sealed class QueueModel(SerjeantDb db, Decide decide, SavedViews views, Uncover uncover, TimeProvider time) : DeskPage
{
    public QueueFilter Filter { get; private set; } = new();
    public QueueCursor? Cursor { get; private set; }
    public QueueSight Sight { get; private set; } = null!;
    public RuleBook Rules { get; private set; } = RuleBook.Empty;
    public QueueCounts Counts { get; private set; } = null!;
    public QueueSlice Slice { get; private set; } = null!;
    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];
    public IReadOnlyList<SavedView> Views { get; private set; } = [];
    public Dose Dose { get; private set; } = null!;
    public int OpenSteps { get; private set; }
    public IReadOnlyList<(Guid Batch, int Messages)> UnfinishedCases { get; private set; } = [];
    public IReadOnlyList<PileOn> PileOns { get; private set; } = [];
    public string? AuthorName { get; private set; }
    public bool MayDecide => Me.Can(Permission.DecideMessages);

    /// <summary>The principal sees numbers, and only what needs a person now, unless they ask for more.</summary>
    public bool SummaryFirst { get; private set; }

    public IEnumerable<SelectListItem> PlatformChoices => Enum.GetValues<Platform>().OrderBy(p => p == Platform.Other)
        .Select(p => new SelectListItem(PlatformTagHelper.Words(p.ToString()), p.ToString().ToLowerInvariant()));

    public IEnumerable<SelectListItem> CategoryChoices => Enum.GetValues<Category>().Select(c => new SelectListItem(c.Label(), c.Id()));

    public IEnumerable<SelectListItem> LanguageChoices => LanguageNames.Codes.Select(code => new SelectListItem(LanguageNames.Titled(code), code))
        .Prepend(new SelectListItem("Not English", QueueFilter.NotEnglish));

    public IEnumerable<SelectListItem> RuleChoices =>
        Rules.Rules.Where(r => r.Categories.Count > 0).Select(r => new SelectListItem(r.Cited, r.Number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What was typed, where it could not be read; else the day as people write it.</summary>
    public string? DayText(string name, DateOnly? day) => day?.ToString("d/M/yyyy", CultureInfo.InvariantCulture) ?? Request.Query[name].ToString();

    [BindProperty]
    public DecisionForm Form { get; set; } = new() { Groups = true };

    public async Task<IActionResult> OnGetAsync()
    {
        // Nobody is listed by person without a reason; that page says which there are.
        if (QueueFilter.Read(Request.Query, _ => { }).Author is { } author && !(QueueSight.Of(Me).Abuse && await Authors.AuthorAccess.IsOpenAsync(db, author, Cancel)))
            return Redirect(InboxLinks.Author(author));
        if (!await LoadAsync())
            return Invalid();
        return Page();
    }

    public async Task<IActionResult> OnPostDecideAsync()
    {
        if (!MayDecide)
            return Forbid();
        if (Form.Read(ModelState) is not { } order)
            return await AgainAsync();
        var result = await decide.RunAsync(Office, Me.Id, order, Cancel);
        if (result.Problem != DecisionProblem.None)
        {
            DecisionForm.Explain(result.Problem, order.Kind, ModelState);
            return await AgainAsync();
        }
        if (result.Batch is { } batch && order.Kind == DecisionKind.MakeCase)
            return Leave(CasesLinks.New(batch));
        if (result.Batch is { } handed && order.Kind == DecisionKind.HandToCasework)
            return Leave(InboxLinks.Batch(handed));
        DecisionNotice.Leave(TempData, order.Kind, result);
        return Redirect(InboxLinks.Queue + Request.QueryString.WithoutHandler());
    }

    private async Task<IActionResult> AgainAsync()
    {
        await LoadAsync();
        return Invalid();
    }

    private async Task<bool> LoadAsync()
    {
        Filter = QueueFilter.Read(Request.Query, unread => ModelState.AddModelError(unread, "Write the day as 27/3/2026"));
        Cursor = QueueCursor.Read(Request.Query);
        Sight = QueueSight.Of(Me);
        SummaryFirst = Me.Role == Role.Principal && Request.Query.Count == 0;
        if (SummaryFirst || (Me.Person.Reading == ReadingChoice.OnlyWhatNeedsMe && Request.Query.Count == 0))
            Filter = Filter with { CannotWait = true };

        Rules = await RuleBook.LoadAsync(db, Cancel);
        var zone = OfficeTime.Zone(Office.TimeZone);
        var source = new QueueSource(db, Filter, Sight, zone, Filter.Rule is null ? null : Rules.ByNumber(Filter.Rule)?.CategoryBits ?? 0);
        Slice = await QueuePager.FindAsync(source, Cursor, Cancel);
        Rows = await QueueRows.LoadAsync(db, Slice.Ids, Rules, Sight, Me.Id, Cancel);
        Counts = await QueueCounts.CountAsync(db, Sight, Filter.State == QueueState.Decided ? MessageState.Decided : MessageState.Waiting, Cancel);
        Views = await views.ListAsync(Me.Id, Cancel);
        Dose = await uncover.DoseAsync(Office, Me.Id, Cancel);
        PileOns = await Groups.PileOns.UnderWayAsync(db, Sight, time.GetUtcNow(), Cancel);
        if (Filter.Author is { } author)
            AuthorName = await db.Authors.Where(a => a.Id == author).Select(a => a.DisplayName ?? a.Handle).FirstOrDefaultAsync(Cancel);
        if (MayDecide)
        {
            OpenSteps = await db.PlatformSteps.CountAsync(s => s.DoneAt == null && s.CancelledAt == null, Cancel);
            UnfinishedCases = await Decisions.UnfinishedCases.ListAsync(db, Cancel);
        }
        return ModelState.IsValid;
    }
}
