using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Ledger;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Plans;

public sealed class ProtocolPageTests
{
    private const string Page = "/plans/protocol";
    private const string EditPage = "/plans/protocol/edit";

    [Theory]
    [InlineData(Role.Manager, true)]
    [InlineData(Role.Moderator, false)]
    [InlineData(Role.Author, false)]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Principal, false)]
    public async Task Everybody_reads_the_protocol_and_a_manager_may_change_it(Role role, bool mayChange)
    {
        await using var desk = await InboxDesk.StartAsync();
        var page = await (await desk.SignedInAsync(role)).PageAsync(Page);
        page.QuerySelectorAll(".desk-rule").Length.ShouldBe((await InForceAsync(desk)).Rules.Count);
        (page.QuerySelector($"a[href='{EditPage}']") is not null).ShouldBe(mayChange);
    }

    [Fact]
    public async Task An_office_without_a_protocol_is_told_and_can_write_its_own()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        (await browser.PageAsync(Page)).Body!.TextContent.ShouldContain("No protocol yet");
        (await browser.GetAsync($"/protocol/{desk.OfficeId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var form = await browser.PageAsync(EditPage);
        await browser.SubmitAsync(form, "#protocol", new Dictionary<string, string>
        {
            ["Form.Title"] = "House rules",
            ["Form.Intro"] = "Be kind.",
            ["Form.Rules[0].Title"] = "No threats",
            ["Form.Rules[0].Text"] = "We report them.",
            ["Form.Rules[0].Categories"] = "threat",
        }).ShouldGoToAsync(Page);

        var made = await InForceAsync(desk);
        (made.Version, made.Template, made.Rules.Single().Number, made.Rules.Single().Categories).ShouldBe((1, "own", 1, "threat"));
    }

    [Fact]
    public async Task A_change_is_a_new_version_and_the_old_one_stays_as_it_was()
    {
        await using var desk = await InboxDesk.StartAsync();
        var before = await InForceAsync(desk);
        var browser = await desk.SignedInAsync(Role.Manager);

        await browser.SubmitAsync(await browser.PageAsync(EditPage), "#protocol",
            new Dictionary<string, string> { ["Form.Title"] = "New title", ["Form.Rules[1].Remove"] = "true" }).ShouldGoToAsync(Page);

        var after = await InForceAsync(desk);
        (after.Version, after.Title, after.Rules.Count).ShouldBe((2, "New title", before.Rules.Count - 1));
        after.Rules.Select(r => r.Number).ShouldBe(Enumerable.Range(1, after.Rules.Count));
        var old = await desk.WithDbAsync(db => db.Protocols.Include(p => p.Rules).SingleAsync(p => p.Version == 1));
        (old.Title, old.Rules.Count).ShouldBe((before.Title, before.Rules.Count));
        var leaf = LedgerLeaf.Parse((await desk.LedgerAsync("protocol.in-force")).Single().Leaf);
        leaf.Data["sha256"].ShouldBe(ProtocolText.Hash(after));
        (await browser.PageAsync(Page)).Body!.TextContent.ShouldContain("Version 1, in force from");
    }

    [Fact]
    public async Task Two_who_change_it_at_once_do_not_undo_each_other()
    {
        await using var desk = await InboxDesk.StartAsync();
        var (first, second) = (await desk.SignedInAsync(Role.Manager), await desk.SignedInAsync(Role.Manager));
        var (one, two) = (await first.PageAsync(EditPage), await second.PageAsync(EditPage));
        await first.SubmitAsync(one, "#protocol", new Dictionary<string, string> { ["Form.Title"] = "Mine" }).ShouldGoToAsync(Page);

        var refused = await second.SubmitAsync(two, "#protocol", new Dictionary<string, string> { ["Form.Title"] = "Yours" }).ShouldBeRefusedAtAsync("Form_Title");

        refused.Body!.TextContent.ShouldContain("Somebody else changed the protocol meanwhile");
        (await InForceAsync(desk)).Title.ShouldBe("Mine");
    }

    [Theory]
    [InlineData("Form.Title", "", "Form_Title")]
    [InlineData("Form.Intro", " ", "Form_Intro")]
    [InlineData("Form.Rules[0].Title", "", "Form_Rules_0__Title")]
    [InlineData("Form.Rules[2].Text", "", "Form_Rules_2__Text")]
    public async Task What_is_missing_is_named_at_its_field_and_no_version_is_made(string field, string value, string errorAt)
    {
        await using var desk = await InboxDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        await browser.SubmitAsync(await browser.PageAsync(EditPage), "#protocol", new Dictionary<string, string> { [field] = value }).ShouldBeRefusedAtAsync(errorAt);
        (await InForceAsync(desk)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_rule_with_a_warning_is_switched_on_only_by_who_read_it()
    {
        await using var desk = await TestDesk.StartAsync();
        await TestMessages.ProtocolAsync(desk, "b-ground-rules");
        var rules = (await InForceAsync(desk)).Rules.OrderBy(r => r.Number).ToList();
        var index = rules.FindIndex(r => r is { Enabled: false, Warning: not null });
        index.ShouldBeGreaterThanOrEqualTo(0);
        var browser = await desk.SignedInAsync(Role.Manager);
        var on = new Dictionary<string, string> { [$"Form.Rules[{index}].Enabled"] = "true" };

        var refused = await browser.SubmitAsync(await browser.PageAsync(EditPage), "#protocol", on).ShouldBeRefusedAtAsync($"Form_Rules_{index}__ReadWarning");
        on[$"Form.Rules[{index}].ReadWarning"] = "true";
        await browser.SubmitAsync(refused, "#protocol", on).ShouldGoToAsync(Page);

        var rule = (await InForceAsync(desk)).Rules.Single(r => r.Number == index + 1);
        (rule.Enabled, rule.Warning).ShouldBe((true, rules[index].Warning));
    }

    [Fact]
    public async Task The_longest_protocol_there_may_be_with_every_box_ticked_is_saved_whole()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        var token = ((IHtmlInputElement)(await browser.PageAsync(EditPage)).QuerySelector("#protocol input[name=__RequestVerificationToken]")!).Value;
        List<KeyValuePair<string, string>> fields = [new("__RequestVerificationToken", token), new("Form.BasedOn", "0"), new("Form.Title", "Long"), new("Form.Intro", "x")];
        for (var i = 0; i < ProtocolForm.MostRules; i++)
        {
            fields.AddRange([new($"Form.Rules[{i}].Title", $"Rule {i}"), new($"Form.Rules[{i}].Text", "x"), new($"Form.Rules[{i}].Enabled", "true"), new($"Form.Rules[{i}].Enabled", "false"),
                new($"Form.Rules[{i}].Number", $"{i + 1}"), new($"Form.Rules[{i}].From", ""), new($"Form.Rules[{i}].Level", "Balanced")]);
            fields.AddRange(Enum.GetValues<Moderation.Category>().Select(c => new KeyValuePair<string, string>($"Form.Rules[{i}].Categories", Moderation.CategoryNames.Id(c))));
        }

        await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, EditPage) { Content = new FormUrlEncodedContent(fields) }).ShouldGoToAsync(Page);

        var made = await InForceAsync(desk);
        made.Rules.Count.ShouldBe(ProtocolForm.MostRules);
        made.Rules.ShouldAllBe(r => r.Categories.Split(' ', StringSplitOptions.None).Length == Enum.GetValues<Moderation.Category>().Length);
    }

    [Fact]
    public async Task Anybody_reads_what_is_in_force_as_a_page_and_as_plain_text_and_nothing_that_is_off()
    {
        await using var desk = await TestDesk.StartAsync();
        await TestMessages.ProtocolAsync(desk, "b-ground-rules");
        var rules = (await InForceAsync(desk)).Rules;
        var off = rules.First(r => !r.Enabled).Title;

        var page = await desk.Browser().PageAsync($"/protocol/{desk.OfficeId}");
        page.QuerySelectorAll(".desk-rule").Length.ShouldBe(rules.Count(r => r.Enabled));
        page.Body!.TextContent.ShouldNotContain(off);
        var text = await desk.Browser().GetAsync($"/protocol/{desk.OfficeId}/text");
        text.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await text.Content.ReadAsStringAsync()).ShouldNotContain(off);
        (await desk.Browser().GetAsync($"/protocol/{desk.OtherOfficeId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<Protocol> InForceAsync(TestDesk desk) => desk.WithDbAsync(async db => (await ProtocolChanges.InForceAsync(db, CancellationToken.None))!);
}
