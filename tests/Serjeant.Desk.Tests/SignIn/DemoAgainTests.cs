using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Shell.Hosting;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.SignIn;

/// <summary>The made-up people of a demonstration have no way to sign in, and still get to the pages that ask who it is.</summary>
public sealed class DemoAgainTests
{
    private const string Risky = "/team/invite";

    [Fact]
    public async Task Somebody_of_a_demonstration_goes_on_by_a_button_when_the_page_asks_who_it_is()
    {
        await using var desk = await DeskAsync(demo: true, demoOffice: true);
        var browser = await StaleAsync(desk);
        var asked = (await browser.GetAsync(Risky)).Headers.Location!.ToString();
        asked.ShouldStartWith("/sign-in/again?");

        var done = await browser.SubmitAsync(await browser.PageAsync(asked), "form#demo");

        done.Headers.Location!.ToString().ShouldBe(Risky);
        (await browser.GetAsync(Risky)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Nobody_else_gets_past_that_way(bool demo, bool demoOffice)
    {
        await using var desk = await DeskAsync(demo, demoOffice);
        var browser = await StaleAsync(desk);
        var page = await browser.PageAsync("/sign-in/again");
        page.QuerySelector("form#demo").ShouldBeNull();
        var token = (await browser.PageAsync("/me")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        (await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/sign-in/again?handler=demo")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
        })).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await browser.GetAsync(Risky)).Headers.Location!.ToString().ShouldStartWith("/sign-in/again?");
    }

    private static async Task<TestDesk> DeskAsync(bool demo, bool demoOffice)
    {
        var desk = await TestDesk.StartAsync(b => Demonstrate(b, demo));
        await desk.WithDbAsync(db => db.Offices.Where(o => o.Id == desk.OfficeId).ExecuteUpdateAsync(s => s.SetProperty(o => o.IsDemo, demoOffice)));
        return desk;
    }

    private static void Demonstrate(WebApplicationBuilder builder, bool demo)
    {
        var options = (DeskOptions)builder.Services.Single(s => s.ServiceType == typeof(DeskOptions)).ImplementationInstance!;
        builder.Services.AddSingleton(options with { Demo = demo });
    }

    private static async Task<TestBrowser> StaleAsync(TestDesk desk)
    {
        var browser = await desk.SignedInAsync(Role.Manager);
        await desk.WithDbAsync(db => db.SignInSessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.FreshAt, DateTimeOffset.UtcNow.AddMinutes(-11))));
        return browser;
    }
}
