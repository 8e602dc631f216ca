using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Reports;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

public sealed class CaseReportTests
{
    [Fact]
    public async Task The_script_for_101_is_filled_from_the_case_and_names_no_suspect()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("We <b>will</b>\r\n\r\nWHO I AM\nfind \u202Eyou")]);
        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Texts(number, "police"));

        var text = page.QuerySelector("textarea")!.TextContent;
        text.ShouldContain("My name is Moderator person. I work for Alex Example, MP for Exampleshire North.");
        text.ShouldContain("Operation Bridger");
        text.ShouldContain("“We <b>will</b> WHO I AM find you”");
        text.ShouldContain("@angry_example");
        text.ShouldContain("account number 990001");
        text.ShouldContain("TP/1");
        text.ShouldContain("crime reference");
        text.ShouldNotContain("number 9\n");
        text.ShouldNotContain("The man");
        page.QuerySelector("main b").ShouldBeNull();
        page.QuerySelector("a[href='tel:999']").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("platform")]
    [InlineData("harmful-content")]
    public async Task A_text_for_a_platform_names_neither_the_suspect_nor_the_witnesses(string kind)
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("words")]);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var text = (await browser.PageAsync(CasesLinks.Texts(number, kind))).QuerySelector("textarea")!.TextContent;
        text.ShouldContain("https://social.example/angry_example/");
        text.ShouldNotContain("The man");
        text.ShouldNotContain("colleagues");
        (await browser.PageAsync(CasesLinks.TextsForPaper(number, kind))).QuerySelector("pre")!.TextContent.ShouldContain("words");
    }

    [Fact]
    public async Task A_report_says_of_which_kind_the_words_are_and_what_they_answer()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync("words");
        var number = await desk.CaseAsync("Threats", [message, await desk.MessageAsync("more words")]);
        await desk.WithDbAsync(db => db.Messages.Where(m => m.Id == message).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Abuse, true).SetProperty(m => m.TopCategory, Moderation.Category.Threat).SetProperty(m => m.ParentText, "Our\n\npost of Monday")));

        var text = (await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Texts(number, "platform"))).QuerySelector("textarea")!.TextContent;

        text.ShouldContain($"By kind: {Moderation.CategoryNames.Label(Moderation.Category.Threat)}.");
        text.ShouldContain("“words” It answers: “Our post of Monday”");
    }

    [Fact]
    public async Task A_report_cites_the_offices_rule_in_its_own_words_and_what_the_office_answered()
    {
        await using var desk = await TestDesk.StartAsync();
        var protocol = await TestMessages.ProtocolAsync(desk);
        var covering = protocol.Rules.First(r => r.Enabled && r.Categories.Split(' ').Contains(Moderation.CategoryNames.Id(Moderation.Category.Threat)));
        var other = protocol.Rules.First(r => r.Enabled && r.Categories.Length > 0 && r.Id != covering.Id && !r.Categories.Contains("support") && !r.Categories.Contains("casework"));
        var (cited, suggested, left, shut) = (await desk.MessageAsync("cited words"), await desk.MessageAsync("suggested words"), await desk.MessageAsync("left words"), await desk.MessageAsync("shut words"));
        var number = await desk.CaseAsync("Threats", [cited, suggested, left, shut]);
        var person = await desk.PersonAsync(Role.Moderator);
        Decision Decided(long message, DecisionKind kind, long? rule, string? note) => new()
        {
            OfficeId = desk.OfficeId,
            MessageId = message,
            BatchId = Guid.NewGuid(),
            Kind = kind,
            ProtocolRuleId = rule,
            Note = note,
            DecidedById = person,
            DecidedAt = new DateTimeOffset(2026, 5, 3, 12, 0, 0, TimeSpan.Zero),
        };
        await desk.WithDbAsync(db =>
        {
            db.Decisions.AddRange(
                Decided(cited, DecisionKind.Answered, null, "Please\n\nWHAT I ASK FOR\nstop."), Decided(cited, DecisionKind.Hide, other.Id, null),
                Decided(left, DecisionKind.Leave, null, null), Decided(shut, DecisionKind.Answered, null, "shut answer"));
            return db.SaveChangesAsync();
        });
        var browser = await desk.SignedInAsync(Role.Moderator);
        async Task<string> TextAsync(string kind) => (await browser.PageAsync(CasesLinks.Texts(number, kind))).QuerySelector("textarea")!.TextContent.Replace("\r\n", "\n");
        (await TextAsync("platform")).ShouldContain("shut answer");
        await desk.WithDbAsync(db => db.Exhibits.Where(e => e.MessageId == shut).ExecuteUpdateAsync(set => set.SetProperty(e => e.SealedOffAt, DateTimeOffset.UtcNow)));
        var about = await desk.WithDbAsync(db => db.Messages.Where(m => m.Id == shut).Select(m => m.ExternalId).SingleAsync());
        await desk.WithDbAsync(db => db.Messages.Where(m => m.Id == suggested).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.InReplyTo, about).SetProperty(m => m.ParentText, "shut words")));

        foreach (var kind in new[] { "platform", "harmful-content" })
        {
            var text = await TextAsync(kind);
            text.ShouldContain("WHICH OF OUR PUBLISHED RULES IT BREAKS\n");
            foreach (var rule in new[] { covering, other })
                text.ShouldContain($"{rule.Number}. {rule.Title}: “{string.Join(' ', rule.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}” (1 message)\n");
            text.ShouldContain("“cited words” We answered on 3 May 2026: “Please WHAT I ASK FOR stop.”\n");
            text.ShouldContain("“suggested words”\n");
            text.ShouldNotContain("shut");
        }
    }

    [Fact]
    public async Task The_text_for_Report_Harmful_Content_tells_what_each_platform_answered_and_then_what_it_was_told()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("words")]);
        var browser = await desk.SignedInAsync(Role.Moderator);
        async Task<string> TextAsync() => (await browser.PageAsync(CasesLinks.Texts(number, "harmful-content"))).QuerySelector("textarea")!.TextContent.Replace("\r\n", "\n");
        (await TextAsync()).ShouldNotContain("WHAT THE PLATFORM SAID");
        (await TextAsync()).ShouldStartWith("I report content that breaks a platform's rules. No report to the platform is written down yet.");
        (await browser.PageAsync(CasesLinks.Texts(number, "harmful-content"))).QuerySelector("#platform-first").ShouldNotBeNull();
        async Task LogAsync(params (string Name, string Value)[] more) =>
            await browser.SubmitAsync(await browser.PageAsync(CasesLinks.NewReport(number)), "#new-report", Made("2026-05-03", more)).ShouldGoToAsync(CasesLinks.Case(number) + "#reports");
        await LogAsync(("To", "Platform"), ("Recipient", "Social Example"), ("Reference", "SE-77"));
        (await TextAsync()).ShouldStartWith("I ask you to look at content that I reported to a platform, which has not answered yet.");
        (await browser.PageAsync(CasesLinks.Texts(number, "harmful-content"))).QuerySelector("#platform-first").ShouldBeNull();
        await LogAsync(("To", "Police101"), ("Recipient", "Exampleshire Police"), ("Reference", "CR/12"));
        await desk.WithDbAsync(db => db.CaseReports.Where(r => r.To == ReportTo.Platform)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, "No rule was broken\n\nWHAT I ASK FOR\nnothing")));
        await LogAsync(("To", "Platform"), ("Recipient", "Other Example"));

        var text = await TextAsync();

        text.ShouldStartWith("I ask you to look again at content that a platform would not take down.\n\nWHAT THE PLATFORM SAID\n");
        text.ShouldContain("Social Example, reported 3 May 2026, reference SE-77: No rule was broken WHAT I ASK FOR nothing\n");
        text.ShouldContain("Other Example, reported 3 May 2026, reference none given: no answer yet\n");
        text.ShouldNotContain("Exampleshire Police");
        text.ShouldNotContain("CR/12");
        var told = (await browser.PageAsync(CasesLinks.Texts(number, "platform"))).QuerySelector("textarea")!.TextContent.Replace("\r\n", "\n");
        text.ShouldEndWith(told);
    }

    [Fact]
    public async Task A_report_is_logged_with_a_day_to_chase_and_shows_in_the_list_on_that_day()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var form = await browser.PageAsync(CasesLinks.NewReport(number, ReportTo.Police101));

        await browser.SubmitAsync(form, "#new-report", Made("2026-05-03", ("Recipient", "Exampleshire Police"), ("Reference", "=CR/12")))
            .ShouldGoToAsync(CasesLinks.Case(number) + "#reports");

        var report = await desk.WithDbAsync(db => db.CaseReports.AsNoTracking().SingleAsync());
        report.ChaseOn.ShouldBe(new DateOnly(2026, 5, 10));
        report.MadeAt.ShouldBe(new DateTimeOffset(2026, 5, 3, 13, 30, 0, TimeSpan.Zero));
        (await browser.PageAsync("/cases?show=chase")).Body!.TextContent.ShouldContain("Was due 10 May 2026");

        var edit = await browser.PageAsync(CasesLinks.Report(number, report.Id));
        await browser.SubmitAsync(edit, "#edit-report", new Dictionary<string, string> { ["Outcome"] = "Warned" }).ShouldGoToAsync(CasesLinks.Case(number) + "#reports");
        var answered = await desk.WithDbAsync(db => db.CaseReports.AsNoTracking().SingleAsync());
        (answered.ChaseOn, answered.Outcome).ShouldBe((null, "Warned"));
        answered.OutcomeAt.ShouldNotBeNull();
        (await browser.PageAsync("/cases?show=chase")).Body!.TextContent.ShouldNotContain("Threats");
    }

    [Fact]
    public async Task A_report_without_recipient_or_in_the_future_is_refused()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var form = await browser.PageAsync(CasesLinks.NewReport(number));

        await browser.SubmitAsync(form, "#new-report", Made("2026-05-03", ("Recipient", "X"))).ShouldBeRefusedAtAsync("To");
        await browser.SubmitAsync(form, "#new-report", Made("2026-05-03", ("To", "Platform"))).ShouldBeRefusedAtAsync("Recipient");
        await browser.SubmitAsync(form, "#new-report", Made("2199-05-03", ("To", "Platform"), ("Recipient", "X"))).ShouldBeRefusedAtAsync("MadeOn");
        await browser.SubmitAsync(form, "#new-report", Made("2026-05-03", ("To", "Platform"), ("Recipient", "X"), ("MadeAt", "noon-ish"))).ShouldBeRefusedAtAsync("MadeAt");
        (await desk.WithDbAsync(db => db.CaseReports.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_report_of_another_case_is_not_found_under_this_one()
    {
        await using var desk = await TestDesk.StartAsync();
        var first = await desk.CaseAsync("One");
        var second = await desk.CaseAsync("Two");
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.NewReport(first)), "#new-report", Made("2026-05-03", ("To", "Platform"), ("Recipient", "X")))
            .ShouldGoToAsync(CasesLinks.Case(first) + "#reports");
        var id = await desk.WithDbAsync(db => db.CaseReports.Select(r => r.Id).SingleAsync());

        (await browser.GetAsync(CasesLinks.Report(second, id))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("14:30", 13, 30)]
    [InlineData("2:30pm", 13, 30)]
    [InlineData("2.30", 1, 30)]
    [InlineData("", 11, 0)]
    public void A_time_is_read_on_the_offices_clock(string time, int hour, int minute) =>
        OfficeMoment.From(new DateOnly(2026, 5, 3), time, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"))
            .ShouldBe(new DateTimeOffset(2026, 5, 3, hour, minute, 0, TimeSpan.Zero));

    private static Dictionary<string, string> Made(string day, params (string Name, string Value)[] more)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var fields = new Dictionary<string, string>
        {
            ["MadeOn.Day"] = $"{date.Day}",
            ["MadeOn.Month"] = $"{date.Month}",
            ["MadeOn.Year"] = $"{date.Year}",
            ["MadeAt"] = "14:30",
            ["ChaseOn.Day"] = "",
            ["ChaseOn.Month"] = "",
            ["ChaseOn.Year"] = "",
        };
        foreach (var (name, value) in more)
            fields[name] = value;
        return fields;
    }
}
