using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>Who may open which page.</summary>
public sealed class PageAccessTests(PageWorld world) : IClassFixture<PageWorld>
{
    public static TheoryData<string> Routes => [.. ExpectedPages.All.Select(p => p.Route)];

    public static TheoryData<string> RoutesOfRows => [.. ExpectedPages.All.Where(p => p.NamesRow).Select(p => p.Route)];

    public static TheoryData<string> RoutesOfRoles => [.. ExpectedPages.All.Where(p => p.For.Roles is not null).Select(p => p.Route)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_page_opens_for_whom_it_is_for(string route)
    {
        var page = ExpectedPages.Of(route);
        foreach (var (who, browser) in await world.WelcomeAsync(page.For))
        {
            var answer = await browser.GetAsync(world.Fill(page.Address));
            answer.StatusCode.ShouldBe(page.Leads is null ? page.Status : HttpStatusCode.Redirect, who);
            if (page.Leads is not null)
                answer.Headers.Location!.ToString().ShouldStartWith(page.Leads);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_page_stays_shut_to_everybody_else(string route)
    {
        var page = ExpectedPages.Of(route);
        var address = world.Fill(page.Address);
        if (page.For.Roles is { } roles)
        {
            (await world.Desk.Browser().GetAsync(address)).Headers.Location!.ToString().ShouldStartWith("/sign-in?");
            foreach (var (who, browser) in await world.BrowsersAsync(Enum.GetValues<Role>().Except(roles)))
                (await browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, who);
        }
        else if (page.For.Link is not null)
        {
            foreach (var browser in new[] { world.Desk.Browser(), await world.Desk.SignedInAsync(Role.Manager) })
                (await browser.GetAsync(address)).Headers.Location!.ToString().ShouldBe("/join/closed");
        }
        else
        {
            // Nobody is shut out of a page for anybody, whoever they are.
            foreach (var (who, browser) in await world.BrowsersAsync(Enum.GetValues<Role>()))
                (await browser.GetAsync(address)).StatusCode.ShouldNotBe(HttpStatusCode.Forbidden, who);
        }
    }

    [Theory]
    [MemberData(nameof(RoutesOfRows))]
    public async Task Another_offices_row_is_not_found(string route)
    {
        var browser = await world.Desk.SignedInAsync(Role.Manager, world.Desk.OtherOfficeId);
        var answer = await browser.GetAsync(world.Fill(ExpectedPages.Of(route).Address));
        // An address that is only for a form leads to the page of the row, and that is not found.
        if (answer.StatusCode == HttpStatusCode.Redirect)
            answer = await browser.GetAsync(answer.Headers.Location!.ToString());
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(RoutesOfRoles))]
    public async Task A_page_with_something_risky_asks_first_who_it_is(string route)
    {
        var page = ExpectedPages.Of(route);
        var browser = await world.Desk.SignedInAsync(page.For.Roles![0]);
        await AgeAsync(world);
        var answer = await browser.GetAsync(world.Fill(page.Address));
        var asks = answer.Headers.Location?.ToString().StartsWith("/sign-in/again", StringComparison.Ordinal) == true;
        asks.ShouldBe(page.Fresh == Fresh.ToRead);
    }

    /// <summary>Makes the newest session one whose person showed themselves an hour ago.</summary>
    internal static Task<int> AgeAsync(PageWorld world) => world.Desk.WithDbAsync(async db =>
    {
        var newest = await db.SignInSessions.MaxAsync(s => s.Id);
        return await db.SignInSessions.Where(s => s.Id == newest).ExecuteUpdateAsync(set => set.SetProperty(s => s.FreshAt, DateTimeOffset.UtcNow.AddHours(-1)));
    });
}
