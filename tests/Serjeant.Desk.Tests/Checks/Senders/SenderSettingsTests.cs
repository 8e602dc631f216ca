using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks.Senders;

/// <summary>Whom an office believes about senders is set in one place, and the ledger says by whom.</summary>
public sealed class SenderSettingsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_chosen_is_kept_beside_the_other_settings_and_stands_in_the_ledger_by_name()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        (await browser.PageAsync("/team/checking-mailbox")).QuerySelector("#no-trust")!.TextContent.ShouldContain("answers nobody");
        (await browser.PageAsync(ChecksLinks.Senders)).QuerySelector("#Form_LooksUp")!.HasAttribute("checked").ShouldBeFalse("asking tells others that somebody asks");
        (await SaveAsync(browser, ("Form.LooksUp", "true"), ("Form.TrustedIds", "exchange-online"), ("Form.ReceivingServers", " mx.office.example \r\n\r\nmx2.office.example"), ("Form.Sealers", "Lists.Example\nbücher.example\nlists.example"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var kept = await desk.WithDbAsync(db => db.CheckSettings.AsNoTracking().SingleAsync(Cancel));
        (kept.LooksUp, kept.TrustedIds, kept.ReceivingServers, kept.Sealers, kept.KeepAll).ShouldBe((true, "exchange-online", "mx.office.example\nmx2.office.example", "lists.example\nxn--bcher-kva.example", false));
        (await browser.PageAsync(ChecksLinks.Senders)).QuerySelector("#Form_Sealers")!.TextContent.Trim().ShouldBe("lists.example\nxn--bcher-kva.example");
        (await browser.PageAsync("/team/checking-mailbox")).QuerySelector("#no-trust").ShouldBeNull();
        (await desk.LedgerAsync("office.sender-trust-set")).ShouldHaveSingleItem().Leaf.AsSpan().IndexOf("xn--bcher-kva.example"u8).ShouldBeGreaterThan(0);
        (await desk.WithDbAsync(db => db.CheckSettings.CountAsync(Cancel), desk.OtherOfficeId)).ShouldBe(0);
    }

    [Theory]
    [InlineData("Form.Sealers", "https://lists.example")]
    [InlineData("Form.Sealers", "jane@lists.example")]
    [InlineData("Form.Sealers", "co.uk")]
    [InlineData("Form.Sealers", "192.0.2.1")]
    [InlineData("Form.TrustedIds", "mx.office.example; dmarc=pass")]
    [InlineData("Form.ReceivingServers", "mx office")]
    public async Task What_is_no_name_is_refused_and_nothing_changes(string field, string value)
    {
        await using var desk = await TestDesk.StartAsync();
        var answer = await SaveAsync(await desk.SignedInAsync(Role.Manager), (field, value));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await desk.WithDbAsync(db => db.CheckSettings.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task There_are_at_most_fifty_names_of_each_kind()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        string Names(int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => $"l{i}.example"));
        (await SaveAsync(browser, ("Form.Sealers", Names(SenderSettingsForm.MostNames)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await SaveAsync(browser, ("Form.Sealers", Names(SenderSettingsForm.MostNames + 1)))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SaveAsync(browser, ("Form.Sealers", new string('a', 250) + ".example"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<HttpResponseMessage> SaveAsync(TestBrowser browser, params (string Name, string Value)[] fields) =>
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Senders), "#senders", fields.ToDictionary(f => f.Name, f => f.Value));
}
