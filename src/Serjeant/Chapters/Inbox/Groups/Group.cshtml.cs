using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Chapters.Inbox.Messages;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>Messages that say the same, as one thing: how they differ, and one press to decide them all, or to answer them once.</summary>
[Needs(Permission.SeeMessages)]
public sealed class GroupModel(SerjeantDb db, Decide decide, Uncover uncover) : DeskPage
{
    private const string ShownKey = "group-shown";

    public GroupView View { get; private set; } = null!;
    public bool MayRead { get; private set; }
    public bool MayDecide => Me.Can(Permission.DecideMessages);

    [BindProperty]
    public DecisionForm Form { get; set; } = new() { Groups = true };

    /// <summary>The one answer that all of them got.</summary>
    [BindProperty]
    public string? Reply { get; set; }

    public async Task<IActionResult> OnGetAsync(long id) =>
        await LoadAsync(id, TempData[ShownKey] as string == id.ToString(CultureInfo.InvariantCulture)) ? Page() : NotFound();

    /// <summary>To see how covered messages differ is to read them: it is noted.</summary>
    public async Task<IActionResult> OnPostShowAsync(long id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (!MayRead)
            return Forbid();
        await uncover.NoteAsync(Office, Me.Id, View.Row.Id, Cancel);
        TempData[ShownKey] = id.ToString(CultureInfo.InvariantCulture);
        return Redirect(InboxLinks.Group(id));
    }

    public async Task<IActionResult> OnPostDecideAsync(long id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (!MayDecide)
            return Forbid();
        return Form.Read(ModelState) is { } order ? await RunAsync(order) : Invalid();
    }

    public async Task<IActionResult> OnPostAnswerAsync(long id)
    {
        if (!await LoadAsync(id) || View.Group.Kind != TextGroupKind.Campaign)
            return NotFound();
        if (!MayDecide)
            return Forbid();
        var reply = Reply?.Trim() ?? "";
        if (reply.Length is 0 or > DecisionOrder.LongestNote)
            return Invalid(nameof(Reply), reply.Length == 0 ? "Write the answer that you send" : $"The answer must be {DecisionOrder.LongestNote} characters or fewer");
        return await RunAsync(new DecisionOrder(DecisionKind.Answered, [], WholeGroups: true) { Note = reply });
    }

    private async Task<IActionResult> RunAsync(DecisionOrder order)
    {
        // This page is about this group: whatever else a form names is not decided here.
        order = order with { Picks = [new Pick(View.Row.Id, View.Row.LastDecisionId)], WholeGroups = true };
        var result = await decide.RunAsync(Office, Me.Id, order, Cancel);
        if (result.Problem != DecisionProblem.None)
        {
            DecisionForm.Explain(result.Problem, order.Kind, ModelState);
            return Invalid();
        }
        if (result.Batch is { } batch && order.Kind == DecisionKind.MakeCase)
            return Leave(CasesLinks.New(batch));
        if (result.Batch is { } handed && order.Kind == DecisionKind.HandToCasework)
            return Leave(InboxLinks.Batch(handed));
        DecisionNotice.Leave(TempData, order.Kind, result);
        return Redirect(InboxLinks.Queue);
    }

    private async Task<bool> LoadAsync(long id, bool asked = false)
    {
        var sight = QueueSight.Of(Me);
        if (await GroupView.LoadAsync(db, id, sight, Me.Id, asked, Cancel) is not { } view)
            return false;
        View = view;
        MayRead = sight.MayRead(view.Row.CategoryBits, view.Row.Language);
        return true;
    }
}
