using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.NewCase;
using Serjeant.Chapters.Cases.PoliceGuide;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.CaseFile;

/// <summary>Everything that changes a case's own row, and what people write in it. Null or false: there is no such case here.</summary>
public sealed class CaseChanges(SerjeantDb db, OfficeChanges changes, ChildImageCases childImages, TimeProvider time)
{
    public Task<bool> EditAsync(int number, Person by, CaseFacts facts, CancellationToken cancel) => ChangeAsync(number, by, (found, ledger) =>
    {
        (found.Title, found.Summary, found.WhoIsTargeted) = (facts.Title, facts.Summary, facts.WhoIsTargeted);
        (found.Impact, found.Witnesses) = (facts.Impact, facts.Witnesses);
        (found.SuspectedIdentity, found.SuspectedIdentityWhy) = (facts.SuspectedIdentity, facts.SuspectedIdentityWhy);
        ledger.Record("case.edited", "case", found.Id);
        Commit("title", facts.Title);
        Commit("summary", facts.Summary);
        Commit("impact", facts.Impact);
        Commit("witnesses", facts.Witnesses);
        Commit("suspected-identity", facts.SuspectedIdentity);
        Commit("suspected-identity-why", facts.SuspectedIdentityWhy);

        void Commit(string name, string? value)
        {
            if (value is not null)
                ledger.Commit($"case:{found.Id}", name, value);
        }
    }, cancel);

    public Task<bool> CloseAsync(int number, Person by, string why, CancellationToken cancel) => ChangeAsync(number, by, (found, ledger) =>
    {
        if (found.State == CaseState.Closed)
            return;
        (found.State, found.ClosedAt, found.ClosedWhy) = (CaseState.Closed, time.GetUtcNow(), why);
        ledger.Record("case.closed", "case", found.Id);
        ledger.Commit($"case:{found.Id}", "why", why);
    }, cancel);

    public Task<bool> ReopenAsync(int number, Person by, CancellationToken cancel) => ChangeAsync(number, by, (found, ledger) =>
    {
        if (found.State == CaseState.Open)
            return;
        (found.State, found.ClosedAt, found.ClosedWhy) = (CaseState.Open, null, null);
        ledger.Record("case.reopened", "case", found.Id);
    }, cancel);

    public Task<bool> HoldAsync(int number, Person by, bool hold, CancellationToken cancel) => ChangeAsync(number, by, (found, ledger) =>
    {
        if (found.LegalHold == hold)
            return;
        found.LegalHold = hold;
        ledger.Record(hold ? "case.held" : "case.hold-lifted", "case", found.Id);
    }, cancel);

    public Task<bool> Called999Async(int number, Person by, CancellationToken cancel) => ChangeAsync(number, by, (found, ledger) =>
    {
        if (found.Called999At is not null)
            return;
        found.Called999At = time.GetUtcNow();
        ledger.Record("case.called-999", "case", found.Id);
    }, cancel);

    public Task<bool> RouteAsync(int number, Person by, IReadOnlySet<GuideAnswer> answers, GuideAdvice advice, CancellationToken cancel) =>
        ChangeAsync(number, by, async (found, ledger) =>
        {
            var (was, now) = (ChildImageCases.Is(found), answers.Contains(GuideAnswer.ChildImage));
            found.Route = advice.Route.ToString();
            found.GuideAnswers = System.Text.Json.JsonSerializer.Serialize(answers.Order().Select(a => a.ToString()));
            found.ImmediateDanger |= answers.Contains(GuideAnswer.Danger);
            ledger.Record("case.guided", "case", found.Id, ("route", found.Route));
            if (was != now)
                ledger.Record("case.child-image", "case", found.Id, ("said", now ? "yes" : "taken-back"));
            if (now)
                await childImages.StopAsync(found, by, ledger, cancel);
        }, cancel);

    public Task<bool> AddEventAsync(int number, Person by, DateTimeOffset at, string what, CancellationToken cancel) =>
        ChangeAsync(number, by, (found, ledger) =>
        {
            db.CaseEvents.Add(new CaseEvent
            {
                OfficeId = found.OfficeId,
                CaseId = found.Id,
                At = at,
                What = what,
                WrittenById = by.Id,
                WrittenAt = time.GetUtcNow(),
            });
            ledger.Record("case.event-written", "case", found.Id);
            ledger.Commit($"case:{found.Id}", "what", what);
        }, cancel);

    private Task<bool> ChangeAsync(int number, Person by, Action<Case, LedgerWriter> change, CancellationToken cancel) => ChangeAsync(number, by, (found, ledger) =>
    {
        change(found, ledger);
        return Task.CompletedTask;
    }, cancel);

    private async Task<bool> ChangeAsync(int number, Person by, Func<Case, LedgerWriter, Task> change, CancellationToken cancel) =>
        await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var found = await db.Cases.SingleOrDefaultAsync(c => c.Number == number, cancel);
            if (found is null)
                return false;
            await change(found, ledger);
            return true;
        }, cancel);

    /// <summary>The answers that were given to the guide, if it was used.</summary>
    public static IReadOnlySet<GuideAnswer> AnswersOf(Case of) => of.GuideAnswers is null
        ? new HashSet<GuideAnswer>()
        : (System.Text.Json.JsonSerializer.Deserialize<List<string>>(of.GuideAnswers) ?? [])
            .Select(a => Enum.TryParse<GuideAnswer>(a, out var answer) ? answer : (GuideAnswer?)null).OfType<GuideAnswer>().ToHashSet();
}
