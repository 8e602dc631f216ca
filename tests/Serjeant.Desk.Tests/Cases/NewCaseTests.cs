using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

public sealed class NewCaseTests
{
    [Fact]
    public async Task Danger_and_999_come_before_any_form()
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.WithDbAsync(async db =>
        {
            db.OfficeContacts.Add(new OfficeContact { OfficeId = desk.OfficeId, Kind = ContactKind.PoliceForce, Name = "Exampleshire Police", Phone = "01632 960 111" });
            return await db.SaveChangesAsync();
        });
        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.New());

        page.QuerySelector("h1")!.TextContent.ShouldBe("Is anyone in danger now?");
        page.QuerySelector("a[href='tel:999']").ShouldNotBeNull();
        page.QuerySelector("a[href='tel:01632960111']").ShouldNotBeNull();
        page.QuerySelectorAll("main form").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_is_made_from_messages_and_they_are_kept_as_evidence()
    {
        await using var desk = await TestDesk.StartAsync();
        var messages = new[] { await desk.MessageAsync("One"), await desk.MessageAsync("Two") };
        var browser = await desk.SignedInAsync(Role.Moderator);
        var danger = await browser.PageAsync(CasesLinks.New(messages));
        var form = await browser.PageAsync(danger.QuerySelector("#no-danger")!.GetAttribute("href")!);
        form.Body!.TextContent.ShouldContain("2 messages go into this case");

        await browser.SubmitAsync(form, "#new-case", Filled("Threats after the meeting")).ShouldGoToAsync(CasesLinks.Guide(1));

        var made = await desk.WithDbAsync(db => db.Cases.SingleAsync());
        made.Title.ShouldBe("Threats after the meeting");
        made.ImmediateDanger.ShouldBeFalse();
        (await desk.WithDbAsync(db => db.CaseMessages.Select(m => m.MessageId).OrderBy(m => m).ToListAsync())).ShouldBe(messages);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync(e => e.CaseId == made.Id))).ShouldBe(2);
        (await desk.WithDbAsync(db => db.LedgerEntries.Select(e => e.Action).ToListAsync())).ShouldContain("case.opened");
    }

    [Fact]
    public async Task A_case_is_made_from_one_press_of_make_a_case_however_many_messages_it_took()
    {
        await using var desk = await TestDesk.StartAsync();
        var moderator = await desk.PersonAsync(Role.Moderator);
        var batch = Guid.NewGuid();
        var messages = new List<long>();
        for (var i = 0; i < 3; i++)
            messages.Add(await desk.MessageAsync($"Message {i}"));
        await desk.WithDbAsync(async db =>
        {
            foreach (var id in messages)
                db.Decisions.Add(new Decision { OfficeId = desk.OfficeId, MessageId = id, BatchId = batch, Kind = DecisionKind.MakeCase, DecidedById = moderator, DecidedAt = DateTimeOffset.UtcNow });
            return await db.SaveChangesAsync();
        });
        var browser = await desk.SignedInAsync(Role.Moderator);
        var danger = await browser.PageAsync(CasesLinks.New(batch));
        var form = await browser.PageAsync(danger.QuerySelector("#no-danger")!.GetAttribute("href")!);

        await browser.SubmitAsync(form, "#new-case", Filled("Pile-on")).ShouldGoToAsync(CasesLinks.Guide(1));

        var made = await desk.WithDbAsync(db => db.Cases.SingleAsync());
        (await desk.WithDbAsync(db => db.CaseMessages.CountAsync())).ShouldBe(3);
        (await desk.WithDbAsync(db => db.Decisions.Select(d => d.CaseId).Distinct().ToListAsync())).ShouldBe([made.Id]);
    }

    [Fact]
    public async Task A_case_with_danger_says_so_until_999_was_called()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var form = await browser.PageAsync((await browser.PageAsync(CasesLinks.New())).QuerySelector("#danger")!.GetAttribute("href")!);
        form.QuerySelector("a[href='tel:999']").ShouldNotBeNull();
        await browser.SubmitAsync(form, "#new-case", Filled("Outside now")).ShouldGoToAsync(CasesLinks.Guide(1));

        var page = await browser.PageAsync(CasesLinks.Case(1));
        page.Body!.TextContent.ShouldContain("Call 999 first");
        await browser.SubmitAsync(page, "#called-999").ShouldGoToAsync(CasesLinks.Case(1));

        (await browser.PageAsync(CasesLinks.Case(1))).Body!.TextContent.ShouldNotContain("Call 999 first");
        (await desk.WithDbAsync(db => db.Cases.SingleAsync())).Called999At.ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_offices_messages_do_not_come_into_a_case()
    {
        await using var desk = await TestDesk.StartAsync();
        var theirs = await desk.MessageAsync("Theirs", officeId: desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var form = await browser.PageAsync(CasesLinks.New([theirs]) + "&danger=no");

        await browser.SubmitAsync(form, "#new-case", Filled("Mine")).ShouldGoToAsync(CasesLinks.Guide(1));

        (await desk.WithDbAsync(db => db.CaseMessages.IgnoreQueryFilters().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_case_without_a_title_or_a_suspicion_without_a_reason_comes_back_with_what_was_written()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var form = await browser.PageAsync(CasesLinks.New() + "?danger=no");

        var page = await browser.SubmitAsync(form, "#new-case", new Dictionary<string, string> { ["Summary"] = "<b>He</b> said" }).ShouldBeRefusedAtAsync("CaseTitle");
        page.QuerySelector("textarea[name=Summary]")!.TextContent.Trim().ShouldBe("<b>He</b> said");
        await browser.SubmitAsync(form, "#new-case", new Dictionary<string, string> { ["CaseTitle"] = "T", ["SuspectedIdentity"] = "Him" })
            .ShouldBeRefusedAtAsync("SuspectedIdentityWhy");
        await browser.SubmitAsync(form, "#new-case", new Dictionary<string, string> { ["CaseTitle"] = new('x', 151) }).ShouldBeRefusedAtAsync("CaseTitle");
        (await desk.WithDbAsync(db => db.Cases.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Numbers_follow_each_other_and_are_not_given_again_when_the_newest_case_is_deleted()
    {
        await using var desk = await TestDesk.StartAsync();
        (await desk.CaseAsync("One")).ShouldBe(1);
        (await desk.CaseAsync("Two")).ShouldBe(2);
        (await desk.CaseAsync("Elsewhere", officeId: desk.OtherOfficeId)).ShouldBe(1);
        await desk.WithDbAsync(db => db.Cases.Where(c => c.Number == 2).ExecuteDeleteAsync());

        (await desk.CaseAsync("Three")).ShouldBe(3);
    }

    private static Dictionary<string, string> Filled(string title) => new() { ["CaseTitle"] = title, ["Summary"] = "What happened" };
}
