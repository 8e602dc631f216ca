using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Serjeant.Chapters.Checks.Aimed;
using Serjeant.Chapters.Checks.Contacts;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Mail.Links;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Checks.Kept;

/// <summary>One check: the answer with what it rests on, and what was done about it.</summary>
[Needs(Permission.UseTheDesk)]
public sealed partial class ShowCheckModel(CheckReader reader, MailChecks checks, CheckKeeper keeper, CheckCalls calls, CheckReports reports, ContactBookEditing book, GenuineRequests requests, AimedChecks aimed, LinkLooks looks, LookUpsAgain lookUps) : DeskPage
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    // Forms are named, so that one that is sent without any of its fields is told what it lacks under its own name.
    [BindProperty(Name = nameof(Call))]
    public CallForm Call { get; set; } = new();

    public MessageCheck Check { get; private set; } = null!;

    /// <summary>The answer by what the office knows now; null where only the line was kept or the message can't be read.</summary>
    public AnswerView? Answer { get; private set; }

    /// <summary>What was seen, where a page behind a link was looked at.</summary>
    public LookView? Look { get; private set; }

    /// <summary>Where it leads, where a link alone was checked and the reader may see all of it.</summary>
    public ShownAddress? Leads { get; private set; }

    /// <summary>Links of the message that may be opened and looked at, by their numbers in it.</summary>
    public IReadOnlyList<(string Shown, LookFormView Form)> Links { get; private set; } = [];
    public string? Trouble { get; private set; }
    public IReadOnlyList<CheckCall> Calls { get; private set; } = [];
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();

    /// <summary>Others than its asker see the message itself only if they may see covered text.</summary>
    public bool SeesWords => Check.AskedById == Me.Id || Me.Can(Permission.UncoverText);
    public bool IsMail => Check.Form is CheckedForm.Mail or CheckedForm.Outlook;

    /// <summary>Every form of the page is read, whichever was sent: what the others lack is no error.</summary>
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        var sent = context.HandlerMethod?.Name switch { "Call" => nameof(Call), "Genuine" or "Ask" => nameof(Trust), "Aimed" => nameof(Aimed), _ => null };
        foreach (var key in ModelState.Keys.Where(k => sent is null || !k.StartsWith(sent + ".", StringComparison.Ordinal)).ToList())
            ModelState.Remove(key);
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        Trust.Name ??= Check.SenderName;
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (!await keeper.KeepAsync(Id, Me.Person, Cancel))
            return NotFound();
        Notice("The check is kept.");
        return Redirect(ChecksLinks.Check(Id));
    }

    public async Task<IActionResult> OnPostDiscardAsync()
    {
        if (!await keeper.DiscardAsync(Id, Me.Person, Cancel))
            return NotFound();
        Notice("The check is deleted.");
        return Redirect(ChecksLinks.Mail);
    }

    public async Task<IActionResult> OnPostCallAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        if (!ModelState.IsValid)
            return Invalid();
        if (!await calls.AddAsync(Id, Call, Me.Person, Cancel))
            return NotFound();
        Notice("The call is noted.");
        return Redirect(ChecksLinks.Check(Id));
    }

    public async Task<IActionResult> OnPostDraftAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        try
        {
            if (!SeesWords || await reports.DraftAsync(Check, Me.Person, Cancel) is not { } draft)
                return NotFound();
            return File(draft, "message/rfc822", "report-to-phishing.eml");
        }
        catch (VaultException e)
        {
            return Invalid("", e.Message);
        }
    }

    public async Task<IActionResult> OnPostLookAsync(int link)
    {
        if (!await LoadAsync() || !SeesWords || CheckLooks.LinkOf(Answer, link) is not { } address)
            return NotFound();
        var asked = await looks.AskAsync(address, Me.Person, Cancel);
        return asked.Id is { } look ? Redirect(ChecksLinks.Look(look)) : Invalid("links", asked.Refused!);
    }

    public async Task<IActionResult> OnPostSenderAsync()
    {
        try
        {
            if (await lookUps.AskAsync(Id, Me.Person, Cancel) is not { } kept)
                return NotFound();
            Notice(kept ? "The sender was looked up." : "Less could be found out this time than before, so what was known stands. Try again later.");
            return Redirect(ChecksLinks.Check(Id));
        }
        catch (Exception e) when (e is VaultException or FormatException)
        {
            return await LoadAsync() ? Invalid("", e.Message) : NotFound();
        }
    }

    public async Task<IActionResult> OnPostReportedAsync()
    {
        if (!await reports.MarkAsync(Id, Me.Person, Cancel))
            return NotFound();
        Notice("Marked as reported. Thank you: it protects others too.");
        return Redirect(ChecksLinks.Check(Id));
    }

    private async Task<bool> LoadAsync()
    {
        if (await reader.FindAsync(Id, Me.Person, Cancel) is not { } check)
            return false;
        Check = check;
        Calls = await calls.OfAsync(Id, Cancel);
        Requests = await requests.OfAsync(Id, Cancel);
        People = await reader.PeopleAsync(Cancel);
        try
        {
            if (await reader.MessageAsync(check, Cancel) is { } bytes)
            {
                var again = await checks.AgainAsync(check.Form, bytes, SenderLookUp.Read(check.LookedUp), Cancel);
                Answer = new AnswerView(again.Verdict, SeesWords)
                {
                    WordsName = check.Form switch { CheckedForm.Page => "the page’s words", CheckedForm.Picture => "what the QR code says", CheckedForm.Link => "the whole link", _ => "the message’s words" },
                    Sender = SenderView.Of(again, await lookUps.MayAsync(Cancel), isKept: true),
                };
                (Look, Links) = (CheckLooks.SeenIn(check, bytes, looks), check.Form == CheckedForm.Page ? [] : CheckLooks.Of(Answer, check.Id, looks));
                if (check.Form == CheckedForm.Link && SeesWords && looks.Read(again.Verdict.Message.Text) is { } link)
                    Leads = ShownAddress.Of(link.Target);
            }
        }
        catch (Exception e) when (e is VaultException or FormatException)
        {
            Trouble = e.Message;
        }
        return true;
    }

    public string Name(long? id) => id is { } known && People.TryGetValue(known, out var name) ? name : "somebody who left";
}
