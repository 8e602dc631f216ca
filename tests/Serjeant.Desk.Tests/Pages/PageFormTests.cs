using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>What every form does with a missing token and with the wrong person. None of it changes a thing.</summary>
public sealed class PageFormTests(PageWorld world) : IClassFixture<PageWorld>
{
    public static TheoryData<string, string> Forms => Where((_, _) => true);
    public static TheoryData<string, string> FormsOfRows => Where((page, _) => page.NamesRow);
    public static TheoryData<string, string> FormsOfRoles => Where((page, _) => page.For.Roles is not null);

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_without_its_token_is_refused(string route, string handler)
    {
        var (page, form) = Find(route, handler);
        var (_, browser) = (await world.WelcomeAsync(page.For))[0];
        var before = await world.EntriesAsync();
        (await world.SendAsync(browser, page, form, null)).StatusCode.ShouldBe(form.WithoutToken);
        (await world.EntriesAsync()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(FormsOfRoles))]
    public async Task A_form_is_refused_to_who_may_not_send_it(string route, string handler)
    {
        var (page, form) = Find(route, handler);
        var before = await world.EntriesAsync();
        foreach (var (who, browser) in await world.BrowsersAsync(Enum.GetValues<Role>().Except(form.May ?? page.For.Roles!)))
            (await world.SendAsync(browser, page, form, await PageWorld.TokenAsync(browser))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, who);
        var stranger = world.Desk.Browser();
        (await world.SendAsync(stranger, page, form, await PageWorld.TokenAsync(stranger))).Headers.Location!.ToString().ShouldStartWith("/sign-in?");
        (await world.EntriesAsync()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(FormsOfRows))]
    public async Task A_form_about_another_offices_row_is_not_found(string route, string handler)
    {
        var (page, form) = Find(route, handler);
        var before = await world.EntriesAsync();
        var browser = await world.Desk.SignedInAsync(Role.Manager, world.Desk.OtherOfficeId);
        (await world.SendAsync(browser, page, form, await PageWorld.TokenAsync(browser))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.EntriesAsync()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(FormsOfRoles))]
    public async Task A_risky_form_asks_first_who_it_is(string route, string handler)
    {
        var (page, form) = Find(route, handler);
        if (page.Fresh == Fresh.Never)
            return;
        var browser = await world.Desk.SignedInAsync(page.For.Roles![0]);
        var token = await PageWorld.TokenAsync(browser);
        await PageAccessTests.AgeAsync(world);
        var before = await world.EntriesAsync();
        (await world.SendAsync(browser, page, form, token)).Headers.Location!.ToString().ShouldStartWith("/sign-in/again?");
        (await world.EntriesAsync()).ShouldBe(before);
    }

    internal static TheoryData<string, string> Where(Func<ExpectedPage, ExpectedForm, bool> which)
    {
        var data = new TheoryData<string, string>();
        foreach (var page in ExpectedPages.All)
            foreach (var form in page.Forms.Where(f => which(page, f)))
                data.Add(page.Route, form.Handler);
        return data;
    }

    internal static (ExpectedPage Page, ExpectedForm Form) Find(string route, string handler)
    {
        var page = ExpectedPages.Of(route);
        return (page, page.Forms.Single(f => f.Handler == handler));
    }
}
