using Serjeant.EndToEnd.Tests.Support;
using Serjeant.EndToEnd.Tests.Walks;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

public sealed class SetUpTests
{
    [Theory]
    [InlineData(Visitor.Desktop, true, true)]
    [InlineData(Visitor.Phone, true, false)]
    [InlineData(Visitor.Phone, false, false)]
    public async Task A_new_user_sets_the_desk_up(int width, bool script, bool passkey)
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.NewAsync(chromium.Browser, desk.Address, width, script, "set-up");
        if (passkey)
            await VirtualAuthenticator.AddAsync(visitor);

        var link = await desk.SetUpLinkAsync();
        await SetUpWalk.ThroughAsync(visitor, link, passkey);
        await visitor.LookAsync("today");
        new Uri(visitor.Page.Url).AbsolutePath.ShouldBe("/");

        await using var stranger = await Visitor.NewAsync(chromium.Browser, desk.Address, width, script, "replay");
        var replayed = await stranger.Page.GotoAsync(new Uri(link).PathAndQuery);
        replayed!.Status.ShouldBe(410);
        (await stranger.Page.ContentAsync()).ShouldContain("This link does not open");
    }

    [Fact]
    public async Task A_passkey_signs_in_again_after_signing_out()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.NewAsync(chromium.Browser, desk.Address, Visitor.Desktop, name: "passkey");
        await VirtualAuthenticator.AddAsync(visitor);
        await SetUpWalk.ThroughAsync(visitor, await desk.SetUpLinkAsync(), passkey: true);

        await visitor.Page.Locator(".desk-header .desk-menu > summary").ClickAsync();
        await SetUpWalk.PressAsync(visitor.Page, "Sign out");
        await visitor.GoAsync("/sign-in");
        await SetUpWalk.PressAsync(visitor.Page, "Sign in with a passkey");
        await visitor.Page.WaitForURLAsync(desk.Address + "/");
        await visitor.LookAsync("today again");
    }
}
