using Microsoft.AspNetCore.Mvc;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Inbox.Replies;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Inbox.Messages;

/// <summary>Everything about one message, and what a person can do about it.</summary>
[Needs(Permission.SeeMessages)]
public sealed class MessageModel(SerjeantDb db, Decide decide, CategoryCorrections corrections, Uncover uncover, StandardReplies replies, MessageCapture capture, TimeProvider time) : DeskPage
{
    public MessageView View { get; private set; } = null!;
    public UncoveredText? Text { get; private set; }
    public bool MayRead { get; private set; }
    public IReadOnlyList<StandardReply> Replies { get; private set; } = [];
    public bool MayDecide => Me.Can(Permission.DecideMessages);

    /// <summary>There is a page on the web, and nobody has asked for it or it could not be had.</summary>
    public bool MayKeepPage => Me.Can(Permission.WorkCases) && View.Evidence.Page is (PageKept.NoPage or PageKept.Gap or PageKept.Withdrawn) && WebAddress.OrNull(View.Message.Address) is not null;

    public bool Adding => Request.Query["handler"] == "AddCategory";
    public bool Removing => Request.Query["handler"] == "RemoveCategory";

    [BindProperty]
    public DecisionForm Form { get; set; } = new() { Groups = false };

    [BindProperty]
    public CorrectionForm Correction { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(long id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (MayRead && TempData[RevealModel.UncoveredKey] as string == id.ToString(System.Globalization.CultureInfo.InvariantCulture))
            Text = UncoveredText.Of(View.Message, View.Rules, await uncover.DoseAsync(Office, Me.Id, Cancel), View.People.NameOf);
        return Page();
    }

    public async Task<IActionResult> OnPostDecideAsync(long id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (!MayDecide)
            return Forbid();
        if (Form.Read(ModelState) is not { } order)
            return Invalid();
        // This page is about this message: whatever else a form names is not decided here.
        order = order with { Picks = [.. order.Picks.Where(p => p.MessageId == id)] };
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
        return Redirect(InboxLinks.Message(id));
    }

    public async Task<IActionResult> OnPostAddCategoryAsync(long id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (!MayDecide)
            return Forbid();
        if (!CategoryNames.TryParse(Correction.Category, out var category))
            ModelState.AddModelError("Correction.Category", "Choose a category");
        if (Correction.ReadReason(ModelState) is not { } reason || !ModelState.IsValid)
            return Invalid();
        if (!await corrections.AddAsync(Office.Id, Me.Id, id, category, Correction.Severity, reason, Cancel))
            return Invalid("Correction.Category", "The message has this category already");
        Notice($"Added: {category.Label()}.");
        return Redirect(InboxLinks.Message(id));
    }

    public async Task<IActionResult> OnPostRemoveCategoryAsync(long id)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (!MayDecide)
            return Forbid();
        if (!CategoryNames.TryParse(Correction.Category, out var category))
            ModelState.AddModelError("Correction.Category", "Choose a category");
        if (Correction.ReadReason(ModelState) is not { } reason || !ModelState.IsValid)
            return Invalid();
        if (!await corrections.RemoveAsync(Office.Id, Me.Id, id, category, reason, Cancel))
            return Invalid("Correction.Category", "The message has no such category");
        Notice($"Taken away: {category.Label()}.");
        return Redirect(InboxLinks.Message(id));
    }

    /// <param name="inCase">The case whose page the press came from.</param>
    public async Task<IActionResult> OnPostKeepAsync(long id, [FromQuery(Name = "case")] int? inCase)
    {
        if (!await LoadAsync(id))
            return NotFound();
        if (!Me.Can(Permission.WorkCases))
            return Forbid();
        Notice(await capture.AskAsync(Me.Person, id, Cancel) switch
        {
            PageAsked.Asked => "The page is being captured, and the account’s own page with it. It takes about a minute.",
            PageAsked.Already => "The page is being captured already, or is kept.",
            PageAsked.Refused => $"Its page is not opened: it may show the abuse of a child. {ChildImageWords.Route}",
            _ => "This message has no page on the web. Its text is kept.",
        });
        return Redirect(inCase is { } number ? CasesLinks.Case(number) + "#exhibits" : InboxLinks.Message(id) + "#kept");
    }

    private async Task<bool> LoadAsync(long id)
    {
        var sight = QueueSight.Of(Me);
        var around = int.TryParse(Request.Query["around"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var asked)
            ? asked : Conversation.Usual;
        if (await MessageView.LoadAsync(db, id, sight, Me.Id, time.GetUtcNow(), around, Cancel) is not { } view)
            return false;
        View = view;
        MayRead = sight.MayRead(view.Message.CategoryBits, view.Message.Language);
        Replies = MayDecide ? replies.For(Office) : [];
        return true;
    }
}
